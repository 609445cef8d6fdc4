import { type ReactElement, useState } from 'react';
import type { CiConnection } from '#shared/domain/connections/ci-connection.ts';
import { Age } from '../../../../components/age.tsx';
import { Failed } from '../../../../components/block.tsx';
import { Button } from '../../../../components/button.tsx';
import { Words } from '../../../../components/words.tsx';
import { useKeepCiToken } from '../../mutations.ts';
import { PlainField } from '../plain-field.tsx';

/** How CI stands, and where its token is. What is typed here goes to the host once and is never shown again. */
export function CiToken({ ci }: { readonly ci: CiConnection }): ReactElement {
  const { source, aliveAt, periodMs, remaining, problem, token } = ci;
  const [draft, setDraft] = useState('');
  const keep = useKeepCiToken();
  const error = keep.data?.ok === false ? keep.data.error : null;
  const set = (to: string | null) => keep.mutate(to, { onSuccess: (answer) => answer.ok && setDraft('') });
  const typed = draft.trim();
  return (
    <div className="settings-stack">
      <p>
        {source} <Age at={aliveAt} periodMs={periodMs} says={aliveAt === null ? 'not asked yet' : 'answered'} />
        {remaining === null ? null : <span className="ink-3">, {remaining} requests left</span>}
      </p>
      {problem === null ? null : <Failed error={problem} />}
      <div className="cluster-ask">
        <p className="ink-2">{token.kind === 'none' ? 'There is no token.' : `The token comes from ${token.text}.`}</p>
        {token.kind === 'os-store' ? (
          <Button look="quiet" onPress={() => set(null)} label="Forget the token for CI">
            Forget it
          </Button>
        ) : null}
      </div>
      {token.writable ? (
        <>
          <div className="cluster-ask">
            <PlainField
              label={token.kind === 'os-store' ? 'Another token, in its place' : 'Token'}
              value={draft}
              onChange={(to) => {
                setDraft(to);
                keep.reset();
              }}
              onEnter={() => typed !== '' && set(typed)}
              error={error === null ? null : error.message}
              hidden
              mono
            />
            <Button onPress={() => set(typed)} refusal={typed === '' ? 'A token is expected.' : null}>
              Keep it
            </Button>
          </div>
          {error?.upstream === undefined ? null : <Words upstream={error.upstream} />}
        </>
      ) : (
        <p className="field-note">This host keeps no token: RCC_GITHUB_TOKEN or tokenFrom in settings.json says where it is.</p>
      )}
    </div>
  );
}
