import { type ReactElement, useState } from 'react';
import type { ExportFormat } from '#shared/contract/incidents.ts';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { State } from '../../../components/state.tsx';
import { Switch } from '../../../components/switch.tsx';
import { saveFile, sizeText } from '../../../lib/save-file.ts';
import { useExportIncident } from '../mutations.ts';

const kinds: readonly { readonly format: ExportFormat; readonly text: string; readonly note: string }[] = [
  { format: 'html', text: 'HTML, to be read and printed', note: 'One file that needs nothing else. Prints to PDF from any browser.' },
  { format: 'md', text: 'Markdown', note: 'For a ticket or a wiki.' },
  { format: 'json', text: 'JSON, for a program', note: 'Everything, with original times and hidden entries marked.' },
  { format: 'csv', text: 'CSV, for a spreadsheet', note: 'One line an entry.' },
];

/** The timeline leaves the building: in which form, with the hashes of the audit entries it cites. */
export function ExportDialog({ incident, onClose }: { readonly incident: string; readonly onClose: () => void }): ReactElement {
  const [hidden, setHidden] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const made = useExportIncident(incident);
  const save = (format: ExportFormat) =>
    made.mutate(
      { format, hidden },
      {
        onSuccess(answer) {
          if (!answer.ok) return;
          const { fileName, mediaType, text } = answer.value;
          const file = new Blob([text], { type: mediaType });
          saveFile(file, fileName);
          setSaved(`${fileName}, ${sizeText(file.size)}`);
        },
      },
    );
  return (
    <Dialog title={`Export ${incident}`} onClose={onClose}>
      <p className="ink-2">
        Each form names the audit entries it stands on by number and hash: <span className="mono">rcc audit verify --cites FILE</span>{' '}
        checks them against the log.
      </p>
      <dl className="export-kinds incident-exports">
        {kinds.map(({ format, text, note }) => (
          <div key={format}>
            <dt>
              <Button refusal={made.isPending ? 'Another file is being made.' : null} onPress={() => save(format)}>
                {text}
              </Button>
            </dt>
            <dd>{note}</dd>
          </div>
        ))}
      </dl>
      <Switch on={hidden} onChange={setHidden}>
        With hidden entries
      </Switch>
      <div role="status">{saved === null ? null : <State state="healthy" word={saved} />}</div>
      {made.data?.ok === false ? <Failed error={made.data.error} /> : null}
      <div className="dialog-actions">
        <Button onPress={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
