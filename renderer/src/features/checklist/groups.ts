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
    const list = passed.get(item.title) ?? [];
    list.push(item);
    passed.set(item.title, list);
  }
  return {
    stops: [...of('failed'), ...of('unknown')],
    waits: of('waiting'),
    waived: of('waived'),
    passed: [...passed].map(([title, list]) => passedCheck(title, list, items)),
  };
}

function passedCheck(title: string, list: readonly ChecklistItem[], all: readonly ChecklistItem[]): PassedCheck {
  const total = all.filter((item) => item.title === title).length;
  const ages = list.flatMap(({ at }) => (at === null ? [] : [at]));
  const [only] = list;
  return {
    id: only?.id ?? title,
    title,
    text: total === 1 && only !== undefined ? (only.signOff === null ? only.text : only.signOff.by) : `${list.length} of ${total}`,
    whole: list.length === total,
    at: ages.length === 0 ? null : Math.min(...ages),
    items: list,
  };
}

/** `payments: CI green at this commit`, or the title alone for the whole train. */
export function nameOf({ service, title }: ChecklistItem): string {
  return service === null ? title : `${service}: ${title}`;
}
