import { ok, type Result } from '#shared/contract/result.ts';
import type { ChecklistState, Speaker } from '#shared/domain/checklist/decide.ts';
import { evidenceDigest, itemsOf } from '#shared/domain/checklist/items.ts';
import { type Judged, unknown } from '#shared/domain/checklist/judge.ts';
import { ChecklistEvent, recordOf } from '#shared/domain/checklist/record.ts';
import { decisionsOf, quorumOf, standingOf, whyExpired } from '#shared/domain/checklist/standing.ts';
import { type AutomaticCheck, ChecklistsFile, templateFor } from '#shared/domain/checklist/template.ts';
import type { ChecklistView } from '#shared/domain/checklist/views.ts';
import type { Identity } from '#shared/domain/policy/rights.ts';
import { actingContext } from '../acting-context.ts';
import type { Ports } from '../core.ts';
import type { PolicyReadModel } from '../policy/read-model.ts';
import type { ReleaseFiles } from '../ports/release-files.ts';
import { problemText, readYaml } from '../read-yaml.ts';
import { createEvidence, type EvidenceNeeds } from './evidence.ts';
import type { Manifest } from './manifest.ts';

export interface DeskNeeds extends EvidenceNeeds {
  readonly ports: Pick<Ports, 'ci' | 'clock' | 'clusters' | 'metrics' | 'records' | 'timeZone'>;
  readonly policy: PolicyReadModel;
  readonly files: ReleaseFiles;
  readonly sha256: (text: string) => string;
}

/** One look at a train's checklist: what is shown, and what a word is judged by. */
export interface Looked {
  readonly view: ChecklistView;
  readonly state: ChecklistState;
  readonly speaker: Speaker;
  readonly identity: Identity | null;
  /** Of the record's stream: the next event is the one after it. */
  readonly version: number;
  readonly goHolds: boolean;
}

export const checklistsFile = 'checklists.yaml';
export const streamOf = (train: string) => `checklist/${train}`;

/** Puts a checklist together: the template of the train's tier, evidence asked for now, people's words from the record. */
export function createChecklistDesk(needs: DeskNeeds) {
  const { ports, policy, files, registry, sources, sha256 } = needs;
  const ask = createEvidence(needs);

  async function eventsOf(train: string): Promise<Result<{ events: ChecklistEvent[]; version: number }>> {
    const recorded = await ports.records.read(streamOf(train));
    if (!recorded.ok) return recorded;
    return ok({ events: recorded.value.map(({ data }) => ChecklistEvent.parse(data)), version: recorded.value.length });
  }

  /** Who looks, by the cluster the train goes to first. null: it has not said. */
  async function identityFor({ context }: Manifest, signal: AbortSignal): Promise<Identity | null> {
    if (context === null) return null;
    const cluster = await registry.clusterOf(await actingContext(ports.clusters, context));
    const identity = cluster.ok ? await cluster.value.identity(signal) : cluster;
    return identity.ok ? identity.value : null;
  }

  async function templateOf(tier: number) {
    const folder = await files.read();
    if (!folder.ok) return { template: null, problems: [folder.error.message] };
    const file = folder.value.find(({ name }) => name === checklistsFile);
    if (file === undefined) return { template: null, problems: [`There is no ${checklistsFile} in ${files.place}: nothing can go.`] };
    const read = readYaml(file.name, file.text, ChecklistsFile);
    if (!read.ok) return { template: null, problems: read.problems.map(problemText) };
    const template = templateFor(read.value, tier);
    return { template, problems: template === null ? [`${checklistsFile} has no checklist for tier ${tier}.`] : [] };
  }

  async function judgeAll(manifest: Manifest, checks: readonly AutomaticCheck[]) {
    const look = { manifest, policy: await policy.read() };
    const judged = new Map<string, Judged>();
    await Promise.all(
      manifest.passengers.flatMap((passenger) =>
        checks.map(async (check) => judged.set(`${check} ${passenger.service}`, await ask(check, passenger, look))),
      ),
    );
    return { judged, problems: look.policy.ok ? look.policy.value.problems : [look.policy.error.message] };
  }

  return async (train: string, signal: AbortSignal): Promise<Result<Looked>> => {
    const manifest = await sources.manifestOf(train);
    if (!manifest.ok) return manifest;
    const recorded = await eventsOf(train);
    if (!recorded.ok) return recorded;
    const { passengers, id, label, departsAt, changes, state: trainState, left } = manifest.value;
    const frozen = left?.on ?? null;
    const tier = manifest.value.tier ?? Math.min(3, ...passengers.map((passenger) => passenger.tier));
    const [{ template, problems }, identity] = await Promise.all([templateOf(tier), identityFor(manifest.value, signal)]);
    // Without a template nobody may say go, and nothing is checked: an empty list must not read as an empty list of faults.
    const known = template ?? { items: [], quorum: [], waivers: [] };
    // A train that has left is asked nothing more: it stands on what it left on.
    const checks = frozen === null ? known.items.flatMap((item) => ('check' in item ? [item.check] : [])) : [];
    const { judged, problems: policyProblems } = await judgeAll(manifest.value, checks);
    const artifacts = new Map(passengers.map(({ service, digest, commit }) => [service, digest ?? commit]));
    const early = whyEarly(trainState, passengers.length);
    const judgedOf = (check: AutomaticCheck, service: string) => judged.get(`${check} ${service}`) ?? unknown('Not asked yet');

    let { events, version } = recorded.value;
    let record = recordOf(events);
    const standing = itemsOf(known, artifacts, judgedOf, record);
    const items = standing.map(({ item }) => item);
    const because = frozen !== null || hasLeft(trainState) ? null : whyExpired(items, record);
    if (because !== null) {
      const expired: ChecklistEvent = { type: 'expired', because, at: ports.clock.now() };
      const appended = await ports.records.append(streamOf(train), version, [expired]);
      // Another desk may have written first; the next look reads what it wrote.
      if (appended.ok) {
        events = [...events, expired];
        version = appended.value.version;
        record = recordOf(events);
      }
    }
    const speaks = await policy.rolesOf(identity);
    const speaker: Speaker = { by: identity?.name ?? 'unknown', ...speaks };
    const { holds, ...said } = template === null ? noTemplate : standingOf(template, items, record, early);
    const digest = evidenceDigest(standing, sha256);
    return ok({
      view: {
        train: id,
        label,
        departsAt,
        departedAt: left?.at ?? null,
        services: passengers.length,
        changes,
        tier,
        items: frozen?.items ?? items,
        evidenceDigest: frozen?.evidenceDigest ?? digest,
        standing: hasLeft(trainState) ? leftStanding(trainState, left) : said,
        quorum: frozen?.quorum ?? quorumOf(known, record),
        decisions: decisionsOf(record),
        me: { name: speaker.by, roles: [...speaker.roles], why: speaker.why },
        problems: [...problems, ...policyProblems],
        at: ports.clock.now(),
      },
      state: { template: known, items, record, evidenceDigest: digest, artifacts, early },
      speaker,
      identity,
      version,
      goHolds: holds,
    });
  };
}

export type LookAtChecklist = ReturnType<typeof createChecklistDesk>;

const noTemplate = { state: 'cannot-go', sentence: 'Cannot go yet', detail: 'there is no checklist for it', holds: false } as const;

/** A go is about a manifest: before it stands there is none to give. */
function whyEarly(state: Manifest['state'], aboard: number): string | null {
  if (['scheduled', 'boarding', 'cut', 'validating'].includes(state))
    return `The train is ${state}: a go is given on its manifest, which is frozen at the cut.`;
  return aboard === 0 ? 'Nobody is aboard: there is nothing to decide.' : null;
}

/** What it left on comes first; where it is now is the train's own page. */
function leftStanding(state: Manifest['state'], left: Manifest['left']): ChecklistView['standing'] {
  if (left === null) return { state: 'left', sentence: `The train is ${state}`, detail: '' };
  const sentence = left.on === null ? `The train is ${state}` : `Left on: ${left.on.sentence}`;
  return { state: 'left', sentence, detail: `${left.by} said depart; the train is ${state} now` };
}

function hasLeft(state: Manifest['state']): boolean {
  return ['departing', 'rolling', 'arrived', 'halted', 'rolled-back', 'cancelled'].includes(state);
}
