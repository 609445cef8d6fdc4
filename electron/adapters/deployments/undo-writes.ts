import { z } from 'zod';
import type { Write } from '#shared/domain/rollouts/action.ts';
import { bareTemplate } from '#shared/domain/rollouts/template-hash.ts';

const json = z.json();

/** What an undo writes into a Rollout, or into the object its workloadRef names. The test op is the guard against a concurrent edit. */
export function templateUndo(path: string, name: string, resourceVersion: string, template: unknown, place = '/spec/template'): Write {
  return {
    method: 'PATCH',
    path,
    contentType: 'application/json-patch+json',
    body: [
      { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
      { op: 'replace', path: place, value: json.parse(bareTemplate(template)) },
    ],
    summary: `JSON patch, ${name}`,
  };
}

/** Annotations that speak of the Deployment itself and not of a version: they stay (kubectl's list). */
const keptByDeployment = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
]);

type Annotations = Readonly<Record<string, string>>;

/** As kubectl rollout undo: the template and the annotations (with kubernetes.io/change-cause) of the old revision. */
export function deploymentUndo(
  path: string,
  name: string,
  resourceVersion: string,
  template: unknown,
  own: Annotations | null,
  old: Annotations,
): Write {
  const kept = Object.entries(own ?? {}).filter(([key]) => keptByDeployment.has(key));
  const taken = Object.entries(old).filter(([key]) => !keptByDeployment.has(key));
  const write = templateUndo(path, name, resourceVersion, template);
  const annotations = {
    op: own === null ? 'add' : 'replace',
    path: '/metadata/annotations',
    value: Object.fromEntries([...kept, ...taken]),
  };
  return { ...write, body: [...z.array(json).parse(write.body), annotations] };
}
