// Run by tests under strace: appends an intent, then sends one line to 127.0.0.1:PORT, as a command sends its PATCH.
import { once } from 'node:events';
import { connect } from 'node:net';
import { exampleDraft, openStore, value } from './stores.ts';

const [home = '', port = '0', rounds = '1'] = process.argv.slice(2);
const store = await openStore(home);
const socket = connect(Number(port), '127.0.0.1');
await once(socket, 'connect');
for (let round = 1; round <= Number(rounds); round += 1) {
  value(await store.append({ ...exampleDraft, auditId: `act-${round}` }));
  socket.write(`PATCH act-${round}\n`);
  await once(socket, 'data');
}
socket.end();
await store.close();
