import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { parse } from 'yaml';
import { z } from 'zod';

const newFolder = () => mkdtempSync(join(tmpdir(), 'rcc-kubeconfig-'));

/** A kubeconfig whose only cluster nobody answers for: what a test needs that is not about clusters. */
export function deadKubeconfig(): string {
  const file = join(newFolder(), 'config');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'nowhere',
    clusters: [{ name: 'nowhere', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'ann', user: { token: 'not-a-token' } }],
    contexts: [{ name: 'nowhere', context: { cluster: 'nowhere', user: 'ann' } }],
  };
  // YAML holds JSON.
  writeFileSync(file, JSON.stringify(config));
  return file;
}

const Real = z.object({
  clusters: z.array(z.object({ cluster: z.object({ server: z.string(), 'certificate-authority-data': z.string() }) })).min(1),
  users: z.array(z.object({ name: z.string(), user: z.object({ token: z.string() }) })),
});

/**
 * A kubeconfig with everything that goes wrong before a cluster answers, each in a context of its own: `nowhere` (nobody
 * listens), `wrong-ca`, `expired` (the token), `no-plugin` (an exec command that is not there), and `plugin`, whose exec
 * command gives a good token once a person lets it run.
 */
export function troubledKubeconfig(realFile: string): string {
  const real = Real.parse(parse(readFileSync(realFile, 'utf8')));
  const cluster = real.clusters[0]?.cluster;
  const token = real.users.find(({ name }) => name === 'conductor')?.user.token;
  const folder = newFolder();
  const plugin = join(folder, 'get-token');
  const credential = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: { token } };
  writeFileSync(plugin, `#!/bin/sh\ncat <<'EOF'\n${JSON.stringify(credential)}\nEOF\n`);
  chmodSync(plugin, 0o755);
  const exec = (command: string) => ({
    exec: { apiVersion: 'client.authentication.k8s.io/v1', command, args: ['--cluster', 'shop'], interactiveMode: 'Never' },
  });
  const stranger = Buffer.from(rootCertificates[0] ?? '').toString('base64');
  const contexts = {
    nowhere: ['nowhere', 'good'],
    'wrong-ca': ['stranger', 'good'],
    expired: ['real', 'expired'],
    'no-plugin': ['real', 'no-plugin'],
    plugin: ['real', 'plugin'],
  };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'nowhere',
    clusters: [
      { name: 'real', cluster },
      { name: 'stranger', cluster: { server: cluster?.server, 'certificate-authority-data': stranger } },
      { name: 'nowhere', cluster: { server: 'https://127.0.0.1:1' } },
    ],
    users: [
      { name: 'good', user: { token } },
      { name: 'expired', user: { token: 'was-good-yesterday' } },
      { name: 'no-plugin', user: exec(join(folder, 'not-installed')) },
      { name: 'plugin', user: exec(plugin) },
    ],
    contexts: Object.entries(contexts).map(([name, [of, user]]) => ({ name, context: { cluster: of, user } })),
  };
  const file = join(folder, 'config');
  writeFileSync(file, JSON.stringify(config));
  return file;
}
