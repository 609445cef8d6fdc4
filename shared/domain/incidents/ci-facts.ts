import type { Target } from '../rollouts/target.ts';
import type { CiDeployment } from '../trains/ci.ts';
import { emptyFact, type Fact } from './fact.ts';
import { grainOf } from './order.ts';

/** A deployment as CI recorded it: when it was made, and how it stands. A newer status of it says more about the same thing. */
export function deploymentFact(deployment: CiDeployment, service: string, target: Target | null): Fact {
  const { id, repository, environment, version, state, words, by, url, createdAt, updatedAt, image, commit } = deployment;
  return {
    ...emptyFact,
    id: `ci:${repository}:${id}`,
    rev: updatedAt,
    at: createdAt,
    precisionMs: grainOf(createdAt),
    source: 'ci',
    who: by === '' ? null : by,
    tone: state === 'failed' || state === 'cancelled' ? 'bad' : 'neutral',
    text: `CI deployment of ${service} ${version || commit.slice(0, 7)} to ${environment}: ${words}`,
    detail: image ?? `commit ${commit}`,
    target,
    url: url === '' ? null : url,
  };
}
