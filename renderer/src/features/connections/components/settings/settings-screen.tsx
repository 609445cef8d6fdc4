import { type ReactElement, useEffect } from 'react';
import { Failed, Loading } from '../../../../components/block.tsx';
import { Button } from '../../../../components/button.tsx';
import { SectionHeading } from '../../../../components/section.tsx';
import { useCi, useSettings } from '../../queries.ts';
import { settingsSections, type SettingsSection } from '../../settings-sections.ts';
import { Appearance } from './appearance.tsx';
import { Certificates } from './certificates.tsx';
import { CiToken } from './ci-token.tsx';
import { KubeconfigFiles } from './kubeconfig-files.tsx';
import { MetricServers } from './metric-servers.tsx';
import { Notices } from './notices.tsx';
import { Proxies } from './proxies.tsx';
import { Stored } from './stored.tsx';
import { WorldChoice } from './world-choice.tsx';

interface SettingsScreenProps {
  /** The part the address names: it is brought into view. */
  readonly section: SettingsSection | null;
  readonly onSection: (section: SettingsSection) => void;
}

/** What this desk is set to, where it keeps what, and how this person likes it. */
export function SettingsScreen({ section, onSection }: SettingsScreenProps): ReactElement {
  const { value, error, again } = useSettings();
  const ci = useCi();
  const known = value !== null;
  useEffect(() => {
    if (section !== null) bringIntoView(document.getElementById(`settings-${section}`));
  }, [section, known]);
  return (
    <main className="page settings">
      <nav className="settings-nav" aria-label="Parts of the settings">
        <h1 className="text-22">Settings</h1>
        <ul>
          {settingsSections
            .filter(({ id }) => id !== 'ci' || ci !== null)
            .map(({ id, title }) => (
              <li key={id}>
                <Button look="quiet" onPress={() => onSection(id)} label={`Go to ${title}`}>
                  {title}
                </Button>
              </li>
            ))}
        </ul>
      </nav>
      {/* Keyboard users scroll what they can focus. */}
      <div className="settings-parts scroll" tabIndex={-1}>
        <Part id="appearance" meta="on this machine, for this person">
          <Appearance />
        </Part>
        <Part id="notifications" meta="on this machine, for this person">
          <Notices />
        </Part>
        {error === null ? null : <Failed error={error} actions={<Button onPress={again}>Read again</Button>} />}
        {value === null && error === null ? <Loading title="Reading the settings" /> : null}
        {value === null ? null : (
          <>
            <Part id="kubeconfig" meta="in the order they count">
              <KubeconfigFiles settings={value} />
            </Part>
            <Part id="metrics">
              <MetricServers settings={value} />
            </Part>
            {ci === null ? null : (
              <Part id="ci">
                <CiToken ci={ci} />
              </Part>
            )}
            <Part id="certificates">
              <Certificates settings={value} />
            </Part>
            <Part id="proxies" meta="as the kubeconfig says them">
              <Proxies access={value.access} />
            </Part>
            <Part id="sandbox">
              <WorldChoice world={value.world} />
            </Part>
            <Part id="stored">
              <Stored settings={value} />
            </Part>
          </>
        )}
      </div>
    </main>
  );
}

/** Scrolls the part's own list and nothing around it: `scrollIntoView` would take the bar along. */
function bringIntoView(part: HTMLElement | null): void {
  for (const name of ['.settings-parts', '.settings']) {
    const list = part?.closest(name) ?? null;
    if (part !== null && list !== null) list.scrollTop += part.getBoundingClientRect().top - list.getBoundingClientRect().top - 14;
  }
}

function Part({
  id,
  meta,
  children,
}: {
  readonly id: SettingsSection;
  readonly meta?: string;
  readonly children: ReactElement;
}): ReactElement {
  const title = settingsSections.find((section) => section.id === id)?.title ?? id;
  return (
    <section id={`settings-${id}`} className="settings-part" aria-labelledby={`settings-${id}-title`}>
      <SectionHeading id={`settings-${id}-title`} meta={meta}>
        {title}
      </SectionHeading>
      {children}
    </section>
  );
}
