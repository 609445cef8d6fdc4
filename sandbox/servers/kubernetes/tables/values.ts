import { isRecord } from '../../../store/json.ts';
import { at } from '../objects/doc.ts';

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** One key of each item, with commas. */
export function joined(items: readonly unknown[], key: string): string {
  return items
    .map((item) => string(at(item, key)))
    .filter(Boolean)
    .join(',');
}

/** `a=b,c=d`, or `<none>`. */
export function selectorText(labels: unknown): string {
  if (!isRecord(labels)) return '<none>';
  const pairs = Object.keys(labels)
    .toSorted()
    .map((key) => `${key}=${String(labels[key])}`);
  return pairs.join(',') || '<none>';
}
