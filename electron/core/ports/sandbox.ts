import type { Result } from '#shared/contract/result.ts';
import type { SandboxOrder, SandboxState } from '#shared/domain/connections/sandbox.ts';

/** The simulated world this desk runs against, when it does. The cluster and metrics ports talk to it like to any other. */
export interface Sandbox {
  state(signal: AbortSignal): Promise<Result<SandboxState>>;
  steer(order: SandboxOrder, signal: AbortSignal): Promise<Result<SandboxState>>;
}
