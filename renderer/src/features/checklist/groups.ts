import type { ChecklistItem } from '#shared/domain/checklist/views.ts';

/** A check that passed for every passenger it was made for. */
export interface PassedCheck {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** It passed for everybody. A check that stops one passenger is no passed check. */
  readonly whole: boolean;
  /** The oldest of its facts, epoch ms. */
  readonly at: number | null;
  readonly items: readonly ChecklistItem[];
}

export interface Groups {
  /** Red and unknown: neither lets a train leave. */
  readonly stops: readonly ChecklistItem[];
  readonly waits: readonly ChecklistItem[];
  readonly waived: readonly ChecklistItem[];
  readonly passed: readonly PassedCheck[];
}

/** What stops it first, then what waits for a person; what passed for all is one line a check. */
export function groupsOf(items: readonly ChecklistItem[]): Groups {
  const of = (...states: ChecklistItem['state'][]) => items.filter(({ state }) => states.includes(state));
  const passed = new Map<string, ChecklistItem[]>();
  for (const item of of('passed')) {
    const list = passed.get(checkOf(item)) ?? [];
    list.push(item);
    passed.set(checkOf(item), list);
  }
  return {
    stops: [...of('failed'), ...of('unknown')],
    waits: of('waiting'),
    waived: of('waived'),
    passed: [...passed].map(([check, list]) => passedCheck(check, list, items)),
  };
}

/** `ci-green` of `ci-green:payments`: titles say what is, and differ where it is red. */
function checkOf({ id, service }: ChecklistItem): string {
  return service === null ? id : id.slice(0, -service.length - 1);
}

function passedCheck(check: string, list: readonly ChecklistItem[], all: readonly ChecklistItem[]): PassedCheck {
  const total = all.filter((item) => checkOf(item) === check).length;
  const ages = list.flatMap(({ at }) => (at === null ? [] : [at]));
  const [only] = list;
  return {
    id: only?.id ?? check,
    title: only?.title ?? check,
    text: total === 1 && only !== undefined ? (only.signOff === null ? only.text : only.signOff.by) : `${list.length} of ${total}`,
    whole: list.length === total,
    at: ages.length === 0 ? null : Math.min(...ages),
    items: list,
  };
}

/** `payments: CI is red at this commit`, or the title alone for the whole train. */
export function nameOf({ service, title }: ChecklistItem): string {
  return service === null ? title : `${service}: ${title}`;
}

/** `A. Lindqvist, admin`; a name that is the role's own is said once. */
export function personText(by: string, role: string): string {
  return by === role ? by : `${by}, ${role}`;
}
