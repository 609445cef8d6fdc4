import { type ReactElement, useState } from 'react';
import type { Result } from '#shared/contract/result.ts';
import type { TrainApproval } from '#shared/domain/trains/views.ts';
import { useReview } from '../lib/use-approvals.ts';
import { Failed } from './block.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Glyph } from './glyph.tsx';
import { State } from './state.tsx';
import { ReasonField } from './text-field.tsx';

interface ReviewersProps {
  readonly train: string;
  /** null: CI has not said. */
  readonly approvals: Result<readonly TrainApproval[]> | null;
  readonly heading?: string;
}

interface Asked {
  readonly approval: TrainApproval;
  readonly verdict: 'approved' | 'rejected';
}

/** Pipelines that wait for a reviewer: whose word it takes, and the word itself where the desk's token may give it. */
export function Reviewers({ train, approvals, heading }: ReviewersProps): ReactElement | null {
  const [asked, setAsked] = useState<Asked | null>(null);
  if (approvals === null) return null;
  // No CI at all is said where the checks are; a train without it is not told twice.
  if (!approvals.ok && approvals.error.kind === 'unsupported') return null;
  if (approvals.ok && approvals.value.length === 0 && asked === null) return null;
  return (
    <section aria-label="Waits for a reviewer">
      {heading === undefined ? null : <h2 className="check-group">{heading}</h2>}
      {approvals.ok ? (
        <ul className="board-list">
          {approvals.value.map((approval) => (
            <Waiting
              key={`${approval.runId} ${approval.environmentId}`}
              approval={approval}
              onAsk={(verdict) => setAsked({ approval, verdict })}
            />
          ))}
        </ul>
      ) : (
        <Failed error={approvals.error} />
      )}
      {asked === null ? null : <ReviewDialog train={train} asked={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function Waiting({
  approval,
  onAsk,
}: {
  readonly approval: TrainApproval;
  readonly onAsk: (verdict: Asked['verdict']) => void;
}): ReactElement {
  const { service, environment, workflow, commit, reviewers, mayApprove, url } = approval;
  const who = reviewers.length === 0 ? 'a reviewer CI does not name' : reviewers.join(', ');
  const refusal = mayApprove ? null : `The user of the desk's token may not review ${environment}. It takes ${who}.`;
  return (
    <li>
      <span data-state="paused">
        <Glyph name="person" label="Waits" />
      </span>
      <div>
        <p>
          {`${service} waits for ${who} to approve ${environment}: `}
          <a href={url} target="_blank" rel="noreferrer">{`${workflow} at ${commit.slice(0, 8)}`}</a>
        </p>
        {refusal === null ? (
          <span className="board-review">
            <Button label={`Approve ${service}, ${environment}`} onPress={() => onAsk('approved')}>
              Approve…
            </Button>
            <Button look="quiet" label={`Reject ${service}, ${environment}`} onPress={() => onAsk('rejected')}>
              Reject…
            </Button>
          </span>
        ) : (
          <p className="ink-3 text-12">{refusal}</p>
        )}
      </div>
    </li>
  );
}

interface ReviewDialogProps {
  readonly train: string;
  readonly asked: Asked;
  readonly onClose: () => void;
}

function ReviewDialog({ train, asked: { approval, verdict }, onClose }: ReviewDialogProps): ReactElement {
  const { service, environment, workflow } = approval;
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const review = useReview(train);
  const [title, does, send] =
    verdict === 'approved'
      ? [`Approve ${environment} for ${service}`, `${workflow} goes on to ${environment}.`, 'Approve it']
      : [`Reject ${environment} for ${service}`, `${workflow} ends without ${environment}.`, 'Reject it'];
  const submit = () => {
    setMissing(reason.trim() === '' ? 'Say why: it is kept for the record.' : null);
    if (reason.trim() !== '')
      review.mutate({ service, environment, verdict, reason: reason.trim() }, { onSuccess: (answer) => answer.ok && onClose() });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{`${does} CI is told once, with your name and the reason as its comment.`}</p>
      <ReasonField value={reason} onChange={setReason} error={missing} autoFocus />
      {review.isPending ? (
        <p role="status">
          <State state="progressing" word="Asked, not yet done" />
        </p>
      ) : null}
      {review.data?.ok === false ? <Failed error={review.data.error} /> : null}
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button refusal={review.isPending ? 'It is under way.' : null} onPress={submit}>
          {send}
        </Button>
      </div>
    </Dialog>
  );
}
