import { z } from 'zod';
import type { Prepared } from '#core/ports/cluster.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Command } from '#shared/domain/rollouts/action.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { objectPath, objectText } from '../deployments/paths.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';
import { readFull } from './read-workload.ts';

const Container = z.object({ name: z.string(), image: z.string().optional() });
const Templated = z.object({ spec: z.object({ template: z.object({ spec: z.object({ containers: z.array(Container) }) }) }) });
type SetImage = Extract<Command, { action: 'set-image' }>;

/**
 * A new image for one container, in the object that holds the template (for a workloadRef that is the Deployment). A JSON
 * patch that tests the container's name at its place: lists cannot be merged in a custom resource, and the others stay.
 */
export async function prepareImage(client: ApiClient, target: Target, command: SetImage, signal: AbortSignal): Promise<Result<Prepared>> {
  const reading = await readFull(client, target, signal);
  if (!reading.ok) return reading;
  const { workload, raw, referenced } = reading.value;
  const { workloadRef } = workload;
  if (workloadRef !== null && workloadRef.kind !== 'Deployment')
    return fail('unsupported', `${target.name} takes its template from ${workloadRef.kind} ${workloadRef.name}. Change that one.`);
  const owner: Target = workloadRef === null ? target : { ...target, kind: 'Deployment', name: workloadRef.name };
  const containers = Templated.safeParse(workloadRef === null ? raw : referenced).data?.spec.template.spec.containers;
  if (containers === undefined) return fail('not-found', `${objectText(owner)} has no template that can be read.`);

  const wanted = command.container ?? (containers.length === 1 ? (containers[0]?.name ?? '') : target.name);
  const index = containers.findIndex(({ name }) => name === wanted);
  const found = containers[index];
  if (found === undefined) {
    const names = containers.map(({ name }) => name).join(', ');
    return fail('invalid', `${objectText(owner)} has no container ${wanted}; it has ${names}. Name one of these.`, { field: 'container' });
  }
  if (found.image === command.image) return fail('invalid', `${target.name} already asks for ${command.image}.`, { field: 'image' });
  const place = `/spec/template/spec/containers/${index}`;
  return ok({
    writes: [
      {
        method: 'PATCH',
        path: objectPath(owner),
        contentType: 'application/json-patch+json',
        body: [
          { op: 'test', path: `${place}/name`, value: wanted },
          { op: 'replace', path: `${place}/image`, value: command.image },
        ],
        summary: `JSON patch, ${objectText(owner)}`,
      },
    ],
    to: null,
  });
}
