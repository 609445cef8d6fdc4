// Run by tests as a process of its own: appends COUNT entries to the log in HOME and says each number once it is on disk.
import { writeSync } from 'node:fs';
import { exampleDraft, openStore, value } from './stores.ts';

const [home = '', count = '0', name = ''] = process.argv.slice(2);
const store = await openStore(home);
for (let index = 0; index < Number(count); index += 1) {
  const { seq } = value(await store.append({ ...exampleDraft, auditId: `${name}-${index}`, reason: name }));
  writeSync(1, `${seq}\n`);
}
await store.close();
