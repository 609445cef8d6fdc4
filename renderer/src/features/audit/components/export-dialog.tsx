import type { ReactElement } from 'react';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { State } from '../../../components/state.tsx';
import { countedText, countText } from '../../../lib/count-text.ts';
import { useAuditHead } from '../../../lib/live-queries.ts';
import { useExport } from '../use-export.ts';

/** The whole log as a file: which, what it holds, and what can be proved with it. The filter above the list does not cut it. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { head } = useAuditHead();
  const { run, progress, start, cancel } = useExport();
  const entries = head === null ? 'every entry' : `all ${countedText(head.seq, 'entry', 'entries')}`;
  return (
    <Dialog
      title="Export the audit log"
      onClose={() => {
        cancel();
        onClose();
      }}
    >
      <p className="ink-2">{`Always the whole log, ${entries}, oldest first: a part of a chain proves nothing. The filter of the list does not cut it.`}</p>
      <dl className="export-kinds">
        <div>
          <dt>
            <Button onPress={() => start('jsonl')} refusal={run === 'running' ? 'Another file is being made.' : null}>
              JSONL, to be verified
            </Button>
          </dt>
          <dd>
            One line an entry in canonical JSON (RFC 8785), to the byte what was hashed, and the signed checkpoints between them. Anybody
            can check it without this desk: <span className="mono">rcc audit verify FILE</span>
          </dd>
        </div>
        <div>
          <dt>
            <Button onPress={() => start('csv')} refusal={run === 'running' ? 'Another file is being made.' : null}>
              CSV, to be read
            </Button>
          </dt>
          <dd>
            One record an entry: number, hashes, time, actor, action, target, reason, phase, outcome, act. No patches, no figures, no
            signatures: it cannot be verified.
          </dd>
        </div>
      </dl>
      <div role="status">
        {run === 'running' ? (
          <span className="audit-progress">
            <State state="progressing" word={`${countText(progress.read)} of ${countText(progress.of)} read`} />
            <progress aria-label="Entries read" value={progress.read} max={Math.max(1, progress.of)} />
          </span>
        ) : null}
        {run !== null && typeof run === 'object' && 'file' in run ? (
          <p>
            <State state="healthy" word={run.file} />{' '}
            <span className="ink-2">{`${countedText(run.entries, 'entry', 'entries')}, ${run.size}. Your browser or window keeps it where you say.`}</span>
          </p>
        ) : null}
      </div>
      {run !== null && typeof run === 'object' && 'error' in run ? <Failed error={run.error} /> : null}
      <div className="dialog-actions">
        {run === 'running' ? <Button onPress={cancel}>Cancel the export</Button> : null}
        <Button
          onPress={() => {
            cancel();
            onClose();
          }}
        >
          Close
        </Button>
      </div>
    </Dialog>
  );
}
