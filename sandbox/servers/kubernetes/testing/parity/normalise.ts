import { isRecord } from '../../../../store/json.ts';
import { at } from '../../objects/doc.ts';
import type { Answer } from '../wire.ts';

/** Takes out of a text what differs from run to run: uids, versions, times, the run's own namespace. */
export function settled(text: string, namespace: string): string {
  return text
    .replaceAll(namespace, 'NAMESPACE')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UID')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME')
    .replaceAll(/(resource ?version\\*"?[:=]? *\\*"?|\(|current: )\d+/gi, '$1VERSION');
}

/** What is compared of an answer: its code and what it says, in the server's own words. */
export function essence(answer: Answer, namespace: string, show?: (body: unknown) => unknown): string {
  const { body, code } = answer;
  const warned = answer.warnings.length > 0 ? { warnings: answer.warnings } : {};
  const said = show ? show(body) : essenceOf(body, answer);
  return settled(JSON.stringify({ code, ...warned, said }), namespace);
}

function essenceOf(body: unknown, { text, type }: Answer): unknown {
  if (Array.isArray(body)) return body.map((line) => ({ type: at(line, 'type'), of: short(at(line, 'object')) }));
  if (isRecord(body) && typeof body['type'] === 'string' && isRecord(body['object']))
    return [{ type: body['type'], of: short(body['object']) }];
  return isRecord(body) ? short(body) : { text: text.slice(0, 200), type };
}

function short(body: unknown): unknown {
  const kind = at(body, 'kind');
  if (kind === 'Status') {
    const { status, message, reason, details, code } = isRecord(body) ? body : {};
    return { kind, status, message, reason, details, code };
  }
  if (kind === 'Table') return { kind, columns: columns(body), rows: list(at(body, 'rows')).map((row) => list(at(row, 'cells'))) };
  const items = at(body, 'items');
  if (Array.isArray(items)) return { kind, apiVersion: at(body, 'apiVersion'), names: items.map((item) => at(item, 'metadata', 'name')) };
  return { kind, apiVersion: at(body, 'apiVersion'), name: at(body, 'metadata', 'name') };
}

function columns(table: unknown): unknown {
  const definitions = at(table, 'columnDefinitions');
  if (!Array.isArray(definitions)) return definitions;
  return definitions.map((column) => [at(column, 'name'), at(column, 'type'), at(column, 'format'), at(column, 'priority')].join(' '));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A document with sorted keys and without what every run makes anew. */
export function whole(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(whole);
  if (!isRecord(body)) return body;
  const skip = new Set(['managedFields', 'uid', 'resourceVersion', 'creationTimestamp', 'clusterIP', 'clusterIPs']);
  return Object.fromEntries(
    Object.keys(body)
      .filter((key) => !skip.has(key))
      .toSorted()
      .map((key) => [key, whole(body[key])]),
  );
}
