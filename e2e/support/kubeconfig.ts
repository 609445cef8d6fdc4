import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A kubeconfig whose only cluster nobody answers for: what a test needs that is not about clusters. */
export function deadKubeconfig(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'rcc-kubeconfig-')), 'config');
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
