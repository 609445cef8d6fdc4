import type { ReactElement } from 'react';
import type { Connection, ConnectionStatus } from '#shared/contract/connections.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { Age, useStale } from '../../components/age.tsx';
import { Button } from '../../components/button.tsx';
import { useTicking } from '../../components/clock-context.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { useConnectionState } from '../../lib/backend-context.tsx';
import { countedText, countText } from '../../lib/count-text.ts';
import { useAliveAt, useAuditHead, useMetricsOf, useStillConnections } from '../../lib/live-queries.ts';
import { useScope } from '../../lib/scope-store.ts';
import { useSilentStreams } from './use-silent-streams.ts';
import { useThemeStore } from '../theme.ts';

/** One age per source, on every screen. A source that has gone silent says so. */
export function Strip({ onKeys }: { readonly onKeys: () => void }): ReactElement {
  const theme = useThemeStore((store) => store.theme);
  const toggle = useThemeStore((store) => store.toggle);
  return (
    <footer className="strip" aria-label="Sources">
      <DeskSource />
      <SilentStreams />
      <ClusterSources />
      <span className="strip-end">
        <AuditSource />
        <Button look="quiet" onPress={toggle}>
          {theme === 'dark' ? 'Light' : 'Dark'}
        </Button>
        <Button look="quiet" keys="?" onPress={onKeys} label="keys: all of them">
          keys
        </Button>
      </span>
    </footer>
  );
}

function ClusterSources(): ReactElement[] {
  const { known } = useStillConnections();
  const { contexts } = useScope();
  const looked = known.filter(
    ({ context, current, status }) =>
      (contexts === null ? current : contexts.includes(context)) || status === 'reading' || status === 'live' || status === 'silent',
  );
  return looked.map((connection) => <ClusterSource key={connection.context} connection={connection} several={looked.length > 1} />);
}

/** The host behind the page: named only when it cannot be reached or says nothing. */
function DeskSource(): ReactElement | null {
  const connection = useConnectionState();
  const silent = useTicking((clock) => clock.isSilent());
  if (connection === 'open' && !silent) return null;
  const says = { connecting: 'connecting to the desk', lost: 'desk not reached, trying again', open: 'the desk says nothing' } as const;
  return (
    <span className="strip-source" role="status" data-state={connection === 'connecting' ? 'progressing' : 'stale'}>
      <Glyph name={connection === 'connecting' ? 'progressing' : 'stale'} />
      {says[connection]}
    </span>
  );
}

/** A stream that says nothing while the others do: what hangs on it is old, and the strip of every screen says so. */
function SilentStreams(): ReactElement | null {
  const silent = useSilentStreams();
  if (silent === '') return null;
  return (
    <span className="strip-source" role="status" data-state="stale">
      <Glyph name="stale" />
      {silent}
    </span>
  );
}

const badges: Record<ConnectionStatus, Badge> = {
  idle: 'unknown',
  connecting: 'progressing',
  reading: 'progressing',
  live: 'healthy',
  silent: 'stale',
  failed: 'degraded',
  'approval-needed': 'paused',
};
const words: Partial<Record<ConnectionStatus, string>> = {
  idle: 'not connected',
  connecting: 'connecting',
  reading: 'still being read',
  failed: 'cannot be read',
  'approval-needed': 'waits for approval',
};

function ClusterSource({ connection, several }: { readonly connection: Connection; readonly several: boolean }): ReactElement {
  const { context, status, periodMs } = connection;
  const metrics = useMetricsOf(context);
  const aliveAt = useAliveAt(context);
  const stale = useStale({ at: aliveAt, periodMs });
  const badge = status === 'live' && stale ? 'stale' : badges[status];
  return (
    <>
      <span className="strip-source" title={connection.error?.message}>
        <span data-state={badge}>
          <Glyph name={badge} label={badge} />
        </span>
        {context}
        {words[status] === undefined ? (
          <Age at={aliveAt} periodMs={periodMs} form="row" {...(badge === 'stale' ? { says: 'silent' } : {})} />
        ) : (
          <span className="age">{words[status]}</span>
        )}
      </span>
      {metrics === null ? null : <MetricsSource metrics={metrics} of={several ? context : null} />}
    </>
  );
}

interface MetricsSourceProps {
  readonly metrics: NonNullable<Connection['metrics']>;
  /** Whose it is, where several clusters have one. */
  readonly of: string | null;
}

function MetricsSource({ metrics, of }: MetricsSourceProps): ReactElement {
  const stale = useStale(metrics);
  const says = metrics.error !== null ? 'failed' : stale ? 'silent' : null;
  const badge: Badge = metrics.error !== null ? 'degraded' : metrics.at === null ? 'unknown' : stale ? 'stale' : 'healthy';
  return (
    <span className="strip-source" title={metrics.error?.message}>
      <span data-state={badge}>
        <Glyph name={badge} label={badge} />
      </span>
      {of === null ? metrics.source : `${metrics.source} of ${of}`}
      <Age at={metrics.at} periodMs={metrics.periodMs} form="row" {...(says === null ? {} : { says })} />
    </span>
  );
}

/** The desk looks at its log this often, ms. */
const headPeriodMs = 2_000;

function AuditSource(): ReactElement | null {
  const { head } = useAuditHead();
  if (head === null) return null;
  if (head.problem !== null) {
    return (
      <span className="strip-source" data-state="degraded" title={head.problem}>
        <Glyph name="degraded" />
        audit log cannot be written
      </span>
    );
  }
  if (head.orphans.length > 0) {
    return (
      <span className="strip-source" data-state="unknown">
        <Glyph name="unknown" />
        {`${countText(head.orphans.length)} unknown: check the audit`}
      </span>
    );
  }
  return (
    <span className="strip-source">
      {`Audit, ${countedText(head.seq, 'entry', 'entries')}`}
      <Age at={head.at} periodMs={headPeriodMs} form="row" />
    </span>
  );
}
