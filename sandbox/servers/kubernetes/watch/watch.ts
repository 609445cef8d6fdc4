import type { ServerResponse } from 'node:http';
import type { StoreEvent } from '../../../store/object-store.ts';
import type { Api, Call } from '../context.ts';
import { isTrue } from '../http/request-info.ts';
import type { Reply } from '../reply.ts';
import { done, expired, type Outcome, refuse } from '../status.ts';
import { checkListOptions } from '../verbs/list-options.ts';
import { readNumber, readSelection } from '../verbs/selection.ts';
import { createLineWriter, errorLine, heard } from './events.ts';

export interface WatchSettings {
  /** Wall milliseconds between bookmarks. */
  readonly bookmarkEvery: number;
  /** Bytes a client may leave unread for longer than `patience`; four times as many end its watch at once. */
  readonly backlog: number;
  /** Wall milliseconds. */
  readonly patience: number;
}

export const watchSettings: WatchSettings = { bookmarkEvery: 60_000, backlog: 8 * 1024 * 1024, patience: 10_000 };
/** Seconds a watch without a timeout lasts: this and up to as much again. */
const usual = 1_800;

/** A watch: what there is or what happened since a version, then everything as it happens, until it times out. */
export function watch(api: Api, call: Call, settings: WatchSettings): Outcome<Reply> {
  const { info, resource } = call;
  const { query } = info;
  const options = checkListOptions(info, true);
  if (!options.ok) return options;
  const selection = readSelection(resource, info);
  if (!selection.ok) return selection;
  const timeout = readNumber(info, 'timeoutSeconds');
  if (!timeout.ok) return timeout;
  const given = query.get('resourceVersion') ?? '';
  if (given !== '' && !/^\d+$/.test(given)) {
    const shown = JSON.stringify(given);
    return refuse(500, null, `resourceVersion: Invalid value: ${shown}: strconv.ParseUint: parsing ${shown}: invalid syntax`);
  }
  const seconds = timeout.value > 0 ? timeout.value : usual * (1 + api.random());
  const lines = createLineWriter(resource, call.accept, query.get('includeObject') ?? 'Metadata', () => api.clock.now());
  const { fits } = selection.value;
  const ours = (event: StoreEvent) =>
    event.resource === resource && (!info.namespace || event.object.metadata.namespace === info.namespace || !resource.namespaced);

  function start(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' });
    response.flushHeaders();
    const since = Number(given);
    const missed = since > 0 ? api.store.eventsSince(since) : [];
    if (!missed) {
      response.end(errorLine(expired(`too old resource version: ${since} (${oldest(api)})`).status));
      return;
    }
    let slow: NodeJS.Timeout | undefined;
    const caughtUp = () => {
      clearTimeout(slow);
      slow = undefined;
    };
    response.on('drain', caughtUp);
    function send(line: string): void {
      response.write(line);
      // A client that does not read gets its watch ended, as the real server ends it; it may start again. One that reads is given
      // the time to: a scenario may change everything at once.
      if (response.writableLength > settings.backlog * 4) response.destroy();
      else if (response.writableLength > settings.backlog) slow ??= setTimeout(() => response.destroy(), settings.patience);
    }
    function tell(event: StoreEvent): void {
      if (!ours(event) || event.resourceVersion <= since) return;
      const told = heard(event, fits);
      if (told) send(lines.object(told.type, told.object));
    }
    if (since === 0)
      for (const object of api.store.list(resource, info.namespace || null)) if (fits(object)) send(lines.object('ADDED', object));
    for (const event of missed) tell(event);

    const bookmark = () => send(lines.bookmark(Math.max(since, api.store.version())));
    const timers: NodeJS.Timeout[] = [setTimeout(() => response.end(), seconds * 1000)];
    if (isTrue(query.get('allowWatchBookmarks'))) {
      timers.push(setInterval(bookmark, settings.bookmarkEvery));
      // The last one comes two seconds before the end, so that the next watch starts close to it.
      if (seconds > 2) timers.push(setTimeout(bookmark, (seconds - 2) * 1000));
    }
    const forget = api.store.onEvent(tell);
    const close = () => {
      forget();
      caughtUp();
      for (const timer of timers) clearTimeout(timer);
    };
    response.on('close', close);
    response.on('error', close);
    if (response.destroyed) close();
  }
  return done({ kind: 'stream', start });
}

/** The oldest version a watch can start from. */
function oldest({ store }: Api): number {
  let [low, high] = [0, store.version()];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (store.eventsSince(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
