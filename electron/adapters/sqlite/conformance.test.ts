import { describeAuditStore } from '#core/ports/testing/audit-store-conformance.ts';
import { createMemoryAuditStore } from '#core/ports/testing/memory-audit-store.ts';
import { fixedClock, freshHome, openStore } from './testing/stores.ts';

describeAuditStore('sqlite', async () => {
  const { home, remove } = freshHome();
  return { store: await openStore(home), remove };
});

describeAuditStore('memory', async () => ({ store: createMemoryAuditStore(fixedClock), remove: () => {} }));
