import { z } from 'zod';

const Duration = z.union([z.string(), z.number()]).optional();
const Limit = z.union([z.number(), z.string()]).transform(Number).optional();
/** A metric of an AnalysisRun, as far as its limits and intervals go. */
export const Metric = z.looseObject({
  name: z.string().default('metric'),
  interval: Duration,
  initialDelay: Duration,
  count: Limit,
  failureLimit: Limit,
  inconclusiveLimit: Limit,
  consecutiveErrorLimit: Limit,
});
export type Metric = z.infer<typeof Metric>;
