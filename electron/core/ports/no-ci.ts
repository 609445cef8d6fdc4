import { fail } from '#shared/contract/result.ts';
import type { Ci } from './ci.ts';

/** A desk without CI: it answers at once, and that nothing is configured is what it says. */
export function createNoCi(): Ci {
  const refuse = async () => fail('unsupported', 'No CI is configured. Name one under ci in settings.json.');
  return {
    health: () => null,
    runs: refuse,
    jobs: refuse,
    checks: refuse,
    deployments: refuse,
    compare: refuse,
    approvals: refuse,
    review: refuse,
  };
}
