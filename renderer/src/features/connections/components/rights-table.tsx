import type { ReactElement } from 'react';
import type { ActionRight, ContextRights, RightAnswer } from '#shared/domain/connections/access.ts';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';

/** What the cluster answered, and what the desk's rule makes of it, action by action. */
export function RightsTable({ rights, onAgain }: { readonly rights: ContextRights; readonly onAgain: () => void }): ReactElement {
  const { answers, actions, namespace, identity } = rights;
  // Above stands why, in full: once is enough.
  if (!answers.ok && !identity.ok && identity.error.message === answers.error.message)
    return <p className="ink-2">It is not known, for the same reason.</p>;
  if (!answers.ok)
    return (
      <Failed
        error={answers.error}
        title={`The cluster does not say what you may do in ${namespace}.`}
        actions={<Button onPress={onAgain}>Ask again</Button>}
      />
    );
  const names = [...new Set(actions.map(({ action }) => action))];
  const of = (kind: ActionRight['kind'], action: ActionRight['action']) =>
    actions.find((one) => one.kind === kind && one.action === action);
  return (
    <>
      <table className="table rights" aria-label={`What the cluster answers for ${namespace}`}>
        <colgroup>
          <col className="rights-what" />
          <col className="rights-yes" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">patch on</th>
            <th scope="col">allowed</th>
            <th scope="col">in the cluster's words</th>
          </tr>
        </thead>
        <tbody>
          {answers.value.map((answer) => (
            <AnswerRow key={answer.right} answer={answer} />
          ))}
        </tbody>
      </table>
      <table className="table rights" aria-label={`Actions in ${namespace}`}>
        <colgroup>
          <col className="rights-what" />
          <col className="rights-may" />
          <col className="rights-may" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">action</th>
            <th scope="col">Rollout</th>
            <th scope="col">Deployment</th>
            <th scope="col">you lack</th>
          </tr>
        </thead>
        <tbody>
          {names.map((action) => (
            <tr key={action}>
              <th scope="row">{action === 'promote-full' ? 'promote full' : action}</th>
              <td>
                <May of={of('Rollout', action)} />
              </td>
              <td>
                <May of={of('Deployment', action)} />
              </td>
              <td className="ink-3 rights-words">{lacking([of('Rollout', action), of('Deployment', action)])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function AnswerRow({ answer }: { readonly answer: RightAnswer }): ReactElement {
  const { resource, allowed, words } = answer;
  return (
    <tr>
      <th scope="row" className="mono">
        {resource}
      </th>
      <td>
        <Yes may={allowed} />
      </td>
      <td className="mono rights-words">
        {words === '' ? <span className="ink-3">{allowed === false ? 'no, without a reason' : '–'}</span> : words}
      </td>
    </tr>
  );
}

function May({ of }: { readonly of: ActionRight | undefined }): ReactElement {
  return of === undefined ? <span className="ink-3">–</span> : <Yes may={of.may} />;
}

/** Yes, no, or nobody said: shape and word. A right is no state, so it has no colour. */
function Yes({ may }: { readonly may: boolean | null }): ReactElement {
  if (may === null)
    return (
      <span data-state="unknown" className="nowrap">
        <Glyph name="unknown" /> not told
      </span>
    );
  return (
    <span className={may ? 'nowrap' : 'nowrap ink-3'}>
      <Glyph name={may ? 'ok' : 'no'} /> {may ? 'yes' : 'no'}
    </span>
  );
}

function lacking(rights: readonly (ActionRight | undefined)[]): string {
  return [...new Set(rights.flatMap((right) => (right === undefined || right.may === true ? [] : [right.missing])))].join('; ');
}
