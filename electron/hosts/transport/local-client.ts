import { createORPCClient } from '@orpc/client';
import type { AnyContractProcedure, ContractRouterClient } from '@orpc/contract';
import { isContractProcedure } from '@orpc/contract';
import type { Contract } from '#shared/contract/contract.ts';
import { contract } from '#shared/contract/contract.ts';
import type { Core, Session } from '#core/core.ts';
import { kindOf } from './router.ts';

export type Client = ContractRouterClient<Contract>;

/** The same typed client a UI has, without a wire: `client.rollouts.list(scope, { signal })`. A refused subscription throws `SubscriptionRefused`. */
export function createLocalClient(core: Core, session: Session): Client {
  return createORPCClient<Client>({
    async call(path, input, { signal = new AbortController().signal }) {
      const procedure = find(path);
      if (procedure !== null && kindOf(procedure) === 'live') return iterate(core.subscribe(path, input, session, signal));
      return core.call(path, input, session, signal);
    },
  });
}

async function* iterate<T>(messages: AsyncIterable<T>): AsyncGenerator<T> {
  yield* messages;
}

function find(path: readonly string[]): AnyContractProcedure | null {
  let node: unknown = contract;
  for (const key of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return null;
    node = Reflect.get(node, key);
  }
  return isContractProcedure(node) ? node : null;
}
