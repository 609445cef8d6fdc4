import { z } from 'zod';

/** What the sandbox simulates now. Sent by its control server, shown in the desk's sandbox bar. */
export const SandboxState = z.object({
  scenario: z.string(),
  title: z.string(),
  /** One sentence: what is simulated here. */
  simulated: z.string(),
  /** The story up to now, oldest first. `at`: simulated epoch ms. */
  story: z.array(z.object({ at: z.number(), text: z.string() })),
  /** 1 to 100. */
  speed: z.number(),
  /** Simulated epoch ms at which the scenario began, and now. */
  startedAt: z.number(),
  now: z.number(),
  scenarios: z.array(z.object({ name: z.string(), title: z.string() })),
});
export type SandboxState = z.infer<typeof SandboxState>;

export const SandboxOrder = z.discriminatedUnion('do', [
  z.object({ do: z.literal('speed'), speed: z.number().min(1).max(100) }),
  z.object({ do: z.literal('scenario'), name: z.string().min(1).max(200) }),
  z.object({ do: z.literal('restart') }),
]);
export type SandboxOrder = z.infer<typeof SandboxOrder>;

/** The one line the sandbox prints when it is ready. */
export const SandboxReady = z.object({
  kubeconfig: z.string(),
  contexts: z.array(z.string()),
  ca: z.string(),
  /** http URL of the Prometheus API. */
  prometheus: z.string(),
  /** http URL for a real Prometheus to scrape. */
  metrics: z.string(),
  /** http URL of the control server; whoever knows it may steer. */
  control: z.string(),
  /** http URL of the GitHub API, and a file with the token it wants. */
  github: z.string(),
  githubTokenFile: z.string(),
  /** A folder with timetable.yaml, checklists.yaml, roles.yaml and policy.yaml: a train that boards now. */
  release: z.string(),
});
export type SandboxReady = z.infer<typeof SandboxReady>;
