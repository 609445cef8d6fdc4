import { createServer } from 'node:http';

// A process of its own, so that a test can freeze it (SIGSTOP) as a real API server freezes: the kernel still accepts
// connections, and nobody answers. Prints its port; every request is a list, a watch that stays open, or /version.
const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const watching = request.url?.includes('watch=true') ?? false;
  if (watching) response.flushHeaders();
  else response.end(JSON.stringify({ metadata: { resourceVersion: '1' }, items: [] }));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
