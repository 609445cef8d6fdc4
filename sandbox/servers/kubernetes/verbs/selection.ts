import type { Resource, StoredObject } from '../../../store/object-store.ts';
import type { RequestInfo } from '../http/request-info.ts';
import { parseFieldSelector } from '../selectors/field-selector.ts';
import { parseLabelSelector } from '../selectors/label-selector.ts';
import { badRequest, done, type Outcome } from '../status.ts';

/** What the selectors of a request leave; `selective` when there is one at all. */
export interface Selection {
  readonly selective: boolean;
  readonly fits: (object: StoredObject) => boolean;
}

export function readSelection(resource: Resource, { query }: RequestInfo): Outcome<Selection> {
  const labels = query.get('labelSelector') ?? '';
  const fields = query.get('fieldSelector') ?? '';
  const byLabel = parseLabelSelector(labels);
  if (!byLabel.ok) return badRequest(byLabel.message);
  const byField = parseFieldSelector(resource, fields);
  if (!byField.ok) return badRequest(byField.message);
  return done({
    selective: labels !== '' || fields !== '',
    fits: (object) => byLabel.match(object.metadata.labels ?? {}) && byField.match(object),
  });
}

/** A whole number of the query, as Go reads it. */
export function readNumber({ query }: RequestInfo, name: string): Outcome<number> {
  const text = query.get(name);
  if (text === null || text === '') return done(0);
  if (!/^[+-]?\d+$/.test(text)) return badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return done(Number(text));
}
