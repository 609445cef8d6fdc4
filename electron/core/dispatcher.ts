import { inputSchemaAt, ownProperty, parseInput } from '#shared/contract/lookup.ts';
import type { LiveMessage } from '#shared/contract/procedure.ts';
import type { Result } from '#shared/contract/result.ts';
import { fail } from '#shared/contract/result.ts';
import type { AuditedRunner } from './audited.ts';
import type { Core, Session } from './core.ts';
import type { AnyHandler, Features } from './features.ts';
import type { Log } from './ports/log.ts';
import { SubscriptionRefused } from './subscription-refused.ts';

/**
 * The one door: parse → authorise → audit intent → run → audit outcome → Result. Every host, whatever its transport, comes
 * through here, so that no input is trusted and no command goes unaudited.
 */
export function createDispatcher(features: Features, runner: AuditedRunner, log: Log): Pick<Core, 'call' | 'subscribe'> {
  const byFeature: Readonly<Record<string, Readonly<Record<string, AnyHandler>>>> = features;

  const find = (path: readonly string[]) => {
    const schema = inputSchemaAt(path);
    const [feature = '', name = ''] = path;
    if (schema === null || ownProperty(byFeature, feature) === undefined) return null;
    const handler = byFeature[feature]?.[name];
    return handler === undefined ? null : { handler, schema };
  };

  async function call(path: readonly string[], input: unknown, session: Session, signal: AbortSignal): Promise<Result<unknown>> {
    const found = find(path);
    if (found === null || found.handler.kind === 'live') return fail('not-found', `There is no procedure ${path.join('.')}.`);
    const parsed = parseInput(found.schema, input);
    if (!parsed.ok) return parsed;
    const context = { session, signal };
    try {
      if (found.handler.kind === 'query') return await found.handler.run(parsed.value, context);
      return await found.handler.run(runner, parsed.value, context);
    } catch (error) {
      log.error('A procedure failed by a bug of ours', { path: path.join('.'), error });
      return fail('internal', `A bug of ours: ${path.join('.')} could not be answered.`);
    }
  }

  async function* subscribe(
    path: readonly string[],
    input: unknown,
    session: Session,
    signal: AbortSignal,
  ): AsyncGenerator<LiveMessage<unknown>> {
    const found = find(path);
    if (found === null || found.handler.kind !== 'live') {
      throw new SubscriptionRefused({ kind: 'not-found', message: `There is no subscription ${path.join('.')}.` });
    }
    const parsed = parseInput(found.schema, input);
    if (!parsed.ok) throw new SubscriptionRefused(parsed.error);
    yield* found.handler.run(parsed.value, { session, signal });
  }

  return { call, subscribe };
}
