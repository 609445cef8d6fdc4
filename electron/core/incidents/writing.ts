import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Actor } from '#shared/domain/audit/entry.ts';
import { decide, type IncidentCommand } from '#shared/domain/incidents/decide.ts';
import type { Incident } from '#shared/domain/incidents/incident.ts';
import { pageOf } from '#shared/domain/incidents/page.ts';
import type { IncidentPage } from '#shared/domain/incidents/views.ts';
import { roleOf } from '#shared/domain/policy/role.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Registry } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import { command } from '../features.ts';
import type { Described } from '../handlers.ts';
import type { Json } from '../json.ts';
import type { IncidentStore } from './store.ts';

export interface WritingNeeds {
  readonly ports: Pick<Ports, 'auditStore' | 'clusters' | 'clock' | 'ids'>;
  readonly registry: Pick<Registry, 'clusterOf' | 'actorOn'>;
  readonly store: IncidentStore;
}

/** Who writes, by the word of a cluster: one the incident is about, else the kubeconfig's current one. */
export async function writerOf(
  { ports, registry }: WritingNeeds,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<{ actor: Actor; role: string }> {
  const contexts = await ports.clusters.contexts();
  const current = contexts.ok
    ? contexts.value.filter((context) => context.current).map(({ name, namespace }) => ({ context: name, namespace }))
    : [];
  let actor: Actor = { name: 'unknown', source: 'unknown' };
  for (const { context, namespace } of [...targets, ...current]) {
    const cluster = await registry.clusterOf(context);
    if (!cluster.ok) continue;
    actor = await registry.actorOn(cluster.value, signal);
    if (actor.source !== 'SelfSubjectReview') continue;
    const rights = await cluster.value.rights(namespace, signal);
    return { actor, role: roleOf(rights.ok ? rights.value : null) };
  }
  return { actor, role: 'unknown' };
}

/** What an entry about an incident says; `refusal` when nobody knows who writes. */
export async function describeWriting<F>(
  needs: WritingNeeds,
  about: { action: string; target: string; targets: readonly Target[]; reason: string; detail: Record<string, Json>; facts: F },
  signal: AbortSignal,
): Promise<Described<F>> {
  const { actor, role } = await writerOf(needs, about.targets, signal);
  const { targets: _targets, ...entry } = about;
  const unknown = fail(
    'refused-by-policy',
    'No cluster says who you are, so nothing is written in your name. Connect to one of the clusters of this incident.',
  );
  return { ...entry, actor, role, refusal: actor.source === 'SelfSubjectReview' || unknown.ok ? null : unknown.error };
}

/** What a person does to an incident: described, refused without a name, decided on the newest state, recorded. */
export function writeCommand<I extends { incident: string }>(
  needs: WritingNeeds,
  action: string,
  toCommand: (input: I, id: string) => IncidentCommand,
  reasonOf: (input: I) => string,
  before: (id: string, input: I) => Promise<unknown> = async () => undefined,
) {
  const { store, ports } = needs;
  return command<I, IncidentPage, { incident: Incident; command: IncidentCommand }>({
    kind: 'command',
    async describe(input, { signal }) {
      const incident = await store.load(input.incident);
      if (!incident.ok) return incident;
      const asked = toCommand(input, ports.ids.next());
      // What cannot be done at all is an answer, not an entry.
      const decided = decide(incident.value, asked, { by: '', auditId: '' }, ports.clock.now());
      if (!decided.ok) return decided;
      const about = {
        action: `incidents.${action}`,
        target: incident.value.id,
        targets: incident.value.targets,
        reason: reasonOf(input),
        detail: jsonOf(asked),
        facts: { incident: incident.value, command: asked },
      };
      return ok(await describeWriting(needs, about, signal));
    },
    async run(input, { facts, actor }, audit): Promise<Result<IncidentPage>> {
      await before(facts.incident.id, input);
      const who = { by: actor.name, auditId: audit.auditId };
      const changed = await store.change(facts.incident.id, (now) => decide(now, facts.command, who, ports.clock.now()));
      if (!changed.ok) return changed;
      const cited = await citeOwn(needs, facts.incident.id, audit.auditId);
      return ok(pageOf(cited.ok ? cited.value : changed.value, ports.clock.now()));
    },
    refused: (_input, _described, failure) => fail(failure.kind, failure.message, failure),
    ended: ({ id, entries }) => ({ state: 'done', detail: { incident: id, entries: entries.length } }),
  });
}

/** Keeps which entry of the log says that a person did this: its intent is on disk already. */
export async function citeOwn({ ports, store }: WritingNeeds, id: string, auditId: string): Promise<Result<Incident>> {
  const entries = await ports.auditStore.list({ auditId, limit: 10 });
  const intent = entries.ok ? entries.value.find(({ phase }) => phase === 'intent') : undefined;
  const known = { facts: [], readings: [], subjects: [], seen: [], declared: null, gaps: null };
  return store.change(id, ({ cited }) => {
    if (intent === undefined || cited.has(auditId)) return ok([]);
    return ok([{ type: 'gathered', ...known, cited: [{ auditId, seq: intent.seq, hash: intent.hash }] }]);
  });
}

/** A command of ours as an audit entry holds it. */
function jsonOf(asked: IncidentCommand): Record<string, Json> {
  const json: Record<string, Json> = {};
  for (const [key, value] of Object.entries(asked)) json[key] = key === 'review' ? JSON.stringify(value) : value;
  return json;
}
