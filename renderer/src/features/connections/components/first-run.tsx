import type { ReactElement } from 'react';
import type { SettingsView } from '#shared/domain/connections/settings.ts';
import { Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { countedText } from '../../../lib/count-text.ts';
import { useConnections } from '../../../lib/live-queries.ts';
import { useSettings } from '../queries.ts';
import { AddKubeconfig } from './add-kubeconfig.tsx';
import { EnterWorld } from './enter-world.tsx';
import { KubeconfigFileList } from './kubeconfig-file-list.tsx';

interface FirstRunProps {
  /** There is something to look at now. */
  readonly onDone: () => void;
  readonly onConnections: () => void;
}

/** What a desk without a cluster shows: practice at once, or a kubeconfig, with what was found of it. */
export function FirstRun({ onDone, onConnections }: FirstRunProps): ReactElement {
  const { items } = useConnections();
  const { value, error, again } = useSettings();
  return (
    <main className="page scroll first-run">
      <header>
        <h1 className="text-28">{items.size === 0 ? 'No cluster is known yet.' : 'Where to begin'}</h1>
        <p className="ink-2">
          See a release happen, take it back, and find the evidence: on a simulated fleet first, or on your own clusters.
        </p>
      </header>
      {error === null ? null : <Failed error={error} actions={<Button onPress={again}>Look again</Button>} />}
      {value === null && error === null ? <Loading title="Looking for a kubeconfig" /> : null}
      {value === null ? null : (
        <div className="first-run-ways">
          <section aria-labelledby="first-run-sandbox">
            <SectionHeading id="first-run-sandbox">The sandbox</SectionHeading>
            <p>
              A simulated shop of Rollouts and Deployments on this machine, with traffic, metrics and a canary that goes wrong. The same
              screens and the same protocols as production; kubectl works on it. Nothing of yours is touched.
            </p>
            <EnterWorld world={value.world} to="sandbox" onEntered={onDone} />
          </section>
          <section aria-labelledby="first-run-kubeconfig">
            <SectionHeading id="first-run-kubeconfig">My kubeconfig</SectionHeading>
            <p>{foundText(value, items.size)}</p>
            <KubeconfigFileList files={value.kubeconfigs} />
            <AddKubeconfig />
            <div className="block-actions">
              <Button onPress={again}>Look again</Button>
              {items.size === 0 ? null : <Button onPress={onConnections}>{`Choose from ${countedText(items.size, 'context')}`}</Button>}
            </div>
            <p className="field-note">
              The desk reads it as kubectl does and connects to nothing by itself: a cluster is asked when it is put on the desk.
            </p>
          </section>
        </div>
      )}
    </main>
  );
}

/** What was found, and what to do about it. */
function foundText({ kubeconfigs }: SettingsView, contexts: number): string {
  if (contexts > 0) return `${countedText(contexts, 'context')} found.`;
  const broken = kubeconfigs.filter(({ state }) => state === 'broken').length;
  if (broken > 0) return `${countedText(broken, 'file')} cannot be read. Mend it, or name another below; the desk notices by itself.`;
  if (kubeconfigs.some(({ state }) => state === 'read')) return 'What was found names no context. Name another file below.';
  return 'None was found where kubectl looks. Name one below, or write it there; the desk notices by itself.';
}
