import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { describeCi } from '#core/ports/testing/ci-conformance.ts';
import { SandboxReady } from '#shared/domain/connections/sandbox.ts';
import { ciOn } from './testing/ci-on.ts';

// The real Octokit against the sandbox's GitHub, a process of its own as everywhere.
describeCi("GitHub's adapter on the sandbox", async () => {
  const child = spawn(process.execPath, ['sandbox/main.ts', '--until-input-ends'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { github, githubTokenFile } = SandboxReady.parse(JSON.parse(String(line)));
  return {
    ci: ciOn(github, { token: readFileSync(githubTokenFile, 'utf8') }),
    repository: 'shop/shipping',
    waitingRepository: 'shop/recommendations',
    async close() {
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
});
