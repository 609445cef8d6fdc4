import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { CiConnection } from '#shared/domain/connections/ci-connection.ts';
import type { Ports } from '../core.ts';
import { command, type FeatureHandlers } from '../features.ts';

/** How CI stands, and the desktop's own token for it: it goes into the secret store and is never told again, nor written into the audit. */
export function ciProcedures(
  ports: Pick<Ports, 'ci' | 'secrets' | 'processes'>,
): Pick<FeatureHandlers<'connections'>, 'ci' | 'keepCiToken'> {
  const { ci, secrets, processes } = ports;

  async function view(): Promise<Result<{ ci: CiConnection | null }>> {
    const health = ci.health();
    return ok({ ci: health === null ? null : { ...health, token: await secrets.where('github-token') } });
  }

  return {
    ci: { kind: 'query', run: view },
    keepCiToken: command<{ token: string | null }, { ci: CiConnection | null }, null>({
      kind: 'command',
      async describe({ token }) {
        const health = ci.health();
        if (health === null) return fail('unsupported', 'No CI is configured. Name one under ci in settings.json.');
        return ok({
          action: 'connections.keepCiToken',
          target: health.source,
          reason: token === null ? 'the token kept here is forgotten' : 'a token is kept in the secret store of this desktop',
          actor: { name: `${processes.self().host} session`, source: 'session' },
          role: 'session',
          detail: {},
          refusal: null,
          facts: null,
        });
      },
      async run({ token }) {
        const kept = await secrets.set('github-token', token);
        return kept.ok ? view() : kept;
      },
      refused: (_input, _described, failure) => ({ ok: false, error: failure }),
      ended: () => ({ state: 'done', detail: {} }),
    }),
  };
}
