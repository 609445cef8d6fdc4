import { z } from 'zod';
import type { OsCipher } from '#adapters/secrets/os-store.ts';
import { ok, resultOf, type Result } from '#shared/contract/result.ts';
import { SandboxReady } from '#shared/domain/connections/sandbox.ts';
import type { RunningSandbox } from '../../wiring/launch-sandbox.ts';
import type { Asking } from './asking.ts';

const Bytes = z.instanceof(Uint8Array);
const Decrypted = z.object({ text: z.string(), stale: z.boolean() });

/** The operating system's cipher, which Electron's main thread alone can reach. */
export function createAskedCipher({ ask }: Asking): OsCipher {
  return {
    available: async () => z.boolean().parse(await ask({ what: 'cipher-available' })),
    backend: async () =>
      z
        .string()
        .nullable()
        .parse(await ask({ what: 'cipher-backend' })),
    encrypt: async (text) => Bytes.parse(await ask({ what: 'encrypt', text })),
    decrypt: async (bytes) => Decrypted.parse(await ask({ what: 'decrypt', bytes: Uint8Array.from(bytes) })),
  };
}

/** A started sandbox as it crosses to the desk: `sandbox` names it when it is to be stopped. */
export const StartedSandbox = resultOf(z.object({ sandbox: z.number(), ready: SandboxReady }));

/** A sandbox in a process of its own, which Electron's main thread alone can start. */
export async function askForSandbox({ ask }: Asking, args: readonly string[]): Promise<Result<RunningSandbox>> {
  const started = StartedSandbox.parse(await ask({ what: 'sandbox-start', args: [...args] }));
  if (!started.ok) return started;
  const { sandbox, ready } = started.value;
  return ok({
    ready,
    async stop() {
      await ask({ what: 'sandbox-stop', sandbox });
    },
  });
}
