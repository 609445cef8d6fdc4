import { type ReactElement, useState } from 'react';
import type { ChecklistItem, ChecklistView } from '#shared/domain/checklist/views.ts';
import { Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Reviewers } from '../../../components/reviewers.tsx';
import { useKeys } from '../../../components/use-keys.ts';
import { useApprovals } from '../../../lib/use-approvals.ts';
import { groupsOf, nameOf } from '../groups.ts';
import { useChecklist } from '../queries.ts';
import { DecidePanel } from './decide-panel.tsx';
import { ItemGroup, PassedChecks } from './items.tsx';
import { type Asked, WordDialog } from './word-dialog.tsx';

interface ChecklistScreenProps {
  readonly train: string;
  /** Large letters for a room: the same words, fewer of them. */
  readonly projected: boolean;
  readonly onProject: (projected: boolean) => void;
  readonly onClose: () => void;
  /** Sends a passenger to the next train. */
  readonly onLeave: (service: string) => void;
}

/** Go or no-go: what stops it, who has to answer, what passed, and the decision. */
export function ChecklistScreen({ train, projected, onProject, onClose, onLeave }: ChecklistScreenProps): ReactElement {
  const { view, live } = useChecklist(train);
  useKeys({ Escape: onClose, v: () => onProject(!projected) });
  if (view === null)
    return (
      <main className="train-board">
        {live.error === null ? (
          <Loading title="The checklist is put together…" />
        ) : (
          <Failed error={live.error} actions={<Button onPress={onClose}>Back to the train</Button>} />
        )}
      </main>
    );
  return <Checklist view={view} projected={projected} onProject={onProject} onLeave={onLeave} />;
}

type ChecklistProps = Pick<ChecklistScreenProps, 'projected' | 'onProject' | 'onLeave'> & { readonly view: ChecklistView };

function Checklist({ view, projected, onProject, onLeave }: ChecklistProps): ReactElement {
  const [asked, setAsked] = useState<Asked | null>(null);
  const groups = groupsOf(view.items);
  const closed = view.standing.state === 'left';
  const frozen = view.departedAt !== null;
  const approvals = useApprovals(view.train, !closed);
  const actionsOf = (item: ChecklistItem) =>
    closed || projected ? null : (
      <ItemActions item={item} me={view.me} onAsk={(say) => setAsked({ say, item: item.id, name: nameOf(item) })} onLeave={onLeave} />
    );
  return (
    <main className="check-frame" data-projected={projected ? '' : undefined}>
      <section className="check-list" aria-label="Checklist">
        <header className="check-head">
          <h1 className="check-title">{view.label}, go or no-go</h1>
          <p className="ink-2">
            {`${view.services} ${view.services === 1 ? 'service' : 'services'}, ${view.changes === null ? '? changes' : `${view.changes} changes`}, tier ${view.tier} checklist, evidence ${view.evidenceDigest.slice(0, 8)}`}
          </p>
          <Button look="quiet" keys="V" onPress={() => onProject(!projected)}>
            {projected ? 'Desk view' : 'Projector view'}
          </Button>
        </header>
        {view.problems.map((problem) => (
          <Failed key={problem} error={{ kind: 'invalid', message: problem }} />
        ))}
        <ItemGroup title="Stops the train" items={groups.stops} actionsOf={actionsOf} frozen={frozen} />
        <ItemGroup title="Waits for a person" items={groups.waits} actionsOf={actionsOf} frozen={frozen} />
        {closed ? null : <Reviewers train={view.train} approvals={approvals} heading="Waits for a reviewer" />}
        <ItemGroup title="Waived" items={groups.waived} actionsOf={() => null} frozen={frozen} />
        <PassedChecks checks={groups.passed} frozen={frozen} />
      </section>
      <DecidePanel view={view} onDecide={(verdict) => setAsked({ say: 'decide', verdict, evidenceDigest: view.evidenceDigest })} />
      {asked === null ? null : (
        <WordDialog train={view.train} label={view.label} asked={asked} by={view.me.name} onClose={() => setAsked(null)} />
      )}
    </main>
  );
}

interface ItemActionsProps {
  readonly item: ChecklistItem;
  readonly me: ChecklistView['me'];
  readonly onAsk: (say: 'sign' | 'waive') => void;
  readonly onLeave: (service: string) => void;
}

/** What can be done about an item, by whom: what is not this person's to do says whose it is. */
function ItemActions({ item, me, onAsk, onLeave }: ItemActionsProps): ReactElement {
  const { role, service } = item;
  const mine = role !== null && me.roles.includes(role);
  if (item.kind === 'human')
    return (
      <Button
        refusal={mine ? null : `It takes ${role ?? 'a role'}. ${me.why}`}
        label={`Sign ${nameOf(item)}`}
        onPress={() => onAsk('sign')}
      >
        Sign
      </Button>
    );
  return (
    <>
      {service === null ? null : (
        <Button label={`Leave to next: ${service}`} onPress={() => onLeave(service)}>
          Leave to next
        </Button>
      )}
      {role === null ? null : (
        <Button
          look="quiet"
          refusal={mine ? null : `It takes ${role}. ${me.why}`}
          label={`Waive ${nameOf(item)}`}
          onPress={() => onAsk('waive')}
        >
          Waive
        </Button>
      )}
    </>
  );
}
