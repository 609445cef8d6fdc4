import { canonicalText } from '../audit/canonical.ts';
import type { Judged } from './judge.ts';
import type { ChecklistRecord } from './record.ts';
import { type AutomaticCheck, automaticChecks, checkFaults, type ChecklistTemplate } from './template.ts';
import type { ChecklistItem } from './views.ts';

/** An item and the fact a go on it stands on. */
export interface StandingItem {
  readonly item: ChecklistItem;
  readonly basis: string;
}

/** Which artifact of a service is aboard: its digest, or its commit where CI names none. Words said of another one do not count. */
export type Artifacts = ReadonlyMap<string, string>;

/** Ids are `check:service`, or the id alone for a question about the whole train. */
export function itemId(id: string, service: string | null): string {
  return service === null ? id : `${id}:${service}`;
}

/**
 * The checklist of a train: every automatic check for every passenger as judged, every question with its answer, waivers
 * over what is red. What was never judged is unknown, not missing.
 */
export function itemsOf(
  template: ChecklistTemplate,
  artifacts: Artifacts,
  judged: (check: AutomaticCheck, service: string) => Judged,
  record: ChecklistRecord,
): readonly StandingItem[] {
  const services = [...artifacts.keys()];
  const counts = (service: string | null) => (word: { about: string | null }) =>
    word.about === null || service === null || word.about === artifacts.get(service);
  return template.items.flatMap((entry) => {
    if ('check' in entry)
      return services.map((service) =>
        automaticItem(entry.check, service, judged(entry.check, service), template, record, counts(service)),
      );
    const about = entry.each === 'train' ? [null] : services;
    return about.map((service) => askedItem(entry, service, record, counts(service)));
  });
}

type Counts = (word: { about: string | null }) => boolean;

function automaticItem(
  check: AutomaticCheck,
  service: string,
  { state, text, evidence, basis }: Judged,
  template: ChecklistTemplate,
  record: ChecklistRecord,
  counts: Counts,
): StandingItem {
  const id = itemId(check, service);
  const said = record.waived.get(id);
  const waived = said !== undefined && counts(said) ? said : undefined;
  const ages = evidence.flatMap(({ at }) => (at === null ? [] : [at]));
  return {
    basis,
    item: {
      id,
      title: state === 'passed' ? automaticChecks[check] : checkFaults[check][state],
      kind: 'automatic',
      service,
      // A waiver covers what is red or unknown; what has turned green needs none.
      state: state !== 'passed' && waived !== undefined ? 'waived' : state,
      text,
      evidence: [...evidence],
      at: ages.length === 0 ? null : Math.min(...ages),
      role: template.waivers[0] ?? null,
      signOff: null,
      waiver: waived === undefined ? null : { by: waived.by, role: waived.role, reason: waived.reason, at: waived.at },
    },
  };
}

function askedItem(
  entry: { ask: string; id: string; role: string },
  service: string | null,
  record: ChecklistRecord,
  counts: Counts,
): StandingItem {
  const id = itemId(entry.id, service);
  const [saidYes, letPass] = [record.signed.get(id), record.waived.get(id)];
  const signed = saidYes !== undefined && counts(saidYes) ? saidYes : undefined;
  const waived = letPass !== undefined && counts(letPass) ? letPass : undefined;
  const outdated = saidYes !== undefined && signed === undefined ? `; ${saidYes.by} signed for what was aboard before` : '';
  return {
    basis: signed === undefined ? '' : `${signed.by} ${signed.at}`,
    item: {
      id,
      title: entry.ask,
      kind: 'human',
      service,
      state: signed !== undefined ? 'passed' : waived !== undefined ? 'waived' : 'waiting',
      text: signed === undefined ? `${entry.role} has not answered${outdated}` : signed.note,
      evidence: [],
      at: signed?.at ?? null,
      role: entry.role,
      signOff: signed === undefined ? null : { by: signed.by, role: signed.role, note: signed.note, at: signed.at },
      waiver: waived === undefined ? null : { by: waived.by, role: waived.role, reason: waived.reason, at: waived.at },
    },
  };
}

/** What a decision stands on: states and their bases, no ages and no figures that tick. @param sha256 hex of UTF-8 text */
export function evidenceDigest(items: readonly StandingItem[], sha256: (text: string) => string): string {
  return sha256(
    canonicalText(items.map(({ item, basis }) => ({ id: item.id, state: item.state, basis, waiver: item.waiver?.at ?? null }))),
  );
}
