import { z } from 'zod';
import { podTemplateDefaults } from '../../servers/kubernetes/objects/pod-defaults.ts';
import type { Json } from '../../store/object-store.ts';
import type { ScenarioService, Workload } from '../schema.ts';

type JsonObject = { [key: string]: Json | undefined };
export type Revision = Workload['revisions'][number];

const Template: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** The pod template of one revision, as the API server stores it: an undo that writes it back finds the same template. */
export function podTemplate(service: ScenarioService, revision: Revision): JsonObject {
  return Template.parse(podTemplateDefaults(asWritten(service, revision)));
}

/** As a team's manifest has it. */
function asWritten({ name, workload }: ScenarioService, { tag, env }: Revision): JsonObject {
  const variables = Object.entries(env).map(([variable, value]) => ({ name: variable, value }));
  return {
    metadata: { labels: { app: name, ...workload.labels } },
    spec: {
      containers: [
        {
          name,
          image: `registry.example/shop/${name}:${tag}`,
          ports: [{ name: 'http', containerPort: 8080 }],
          // The server keeps no empty list: with one, an undo would make another template than the one it goes back to.
          ...(variables.length > 0 ? { env: variables } : {}),
          resources: { requests: { cpu: '250m', memory: '256Mi' } },
          readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 5 },
        },
      ],
    },
  };
}
