import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlantedTree, plantTree } from '../lib/planted-tree.ts';
import { arrows } from './arrows.ts';
import { type Survey, survey } from './cruise.ts';

/** [the file that breaks the arrow, what it imports, the one rule that must name it] */
const planted: readonly (readonly [string, string, string])[] = [
  ['shared/domain/rollouts/a.ts', '#core/rollouts/list.ts', 'shared-imports-nothing'],
  ['shared/domain/rollouts/b.ts', '#ui/lib/backend.ts', 'shared-imports-nothing'],
  ['shared/domain/rollouts/c.test.ts', '#adapters/kubernetes/client.ts', 'shared-imports-nothing'],
  ['shared/domain/rollouts/d.ts', 'node:fs', 'shared-is-pure'],
  ['shared/domain/rollouts/e.ts', 'undici', 'shared-is-pure'],
  ['electron/core/rollouts/a.ts', '#adapters/kubernetes/client.ts', 'core-to-shared-only'],
  ['electron/core/rollouts/b.ts', '#ui/lib/backend.ts', 'core-to-shared-only'],
  ['electron/core/rollouts/c.ts', '#hosts/cli/main.ts', 'nothing-imports-hosts'],
  ['electron/core/rollouts/d.ts', 'node:crypto', 'core-without-node'],
  ['electron/core/rollouts/e.ts', '../audit/append.ts', 'core-feature-by-read-model'],
  ['electron/core/rollouts/f.ts', 'electron', 'electron-in-desktop-only'],
  ['electron/core/rollouts/g.ts', '../../../sandbox/server.ts', 'nothing-imports-sandbox'],
  ['electron/adapters/prometheus/a.ts', '#core/rollouts/list.ts', 'adapters-to-ports-only'],
  ['electron/adapters/prometheus/b.ts', '#hosts/headless/serve.ts', 'nothing-imports-hosts'],
  ['electron/adapters/prometheus/c.ts', '#ui/lib/backend.ts', 'adapters-to-ports-only'],
  ['electron/adapters/prometheus/d.ts', '#shared/nowhere.ts', 'no-unknown-import'],
  ['electron/adapters/prometheus/e.ts', 'vite', 'shipped-code-uses-shipped-packages'],
  ['electron/hosts/desktop/a.ts', '#ui/lib/backend.ts', 'hosts-stay-in-main'],
  ['electron/hosts/headless/a.ts', '#hosts/cli/main.ts', 'hosts-apart'],
  ['electron/hosts/cli/a.ts', 'electron', 'electron-in-desktop-only'],
  ['renderer/src/lib/a.ts', '#core/rollouts/list.ts', 'renderer-to-shared-only'],
  ['renderer/src/lib/b.ts', '#hosts/cli/main.ts', 'nothing-imports-hosts'],
  ['renderer/src/lib/c.ts', 'node:path', 'renderer-without-node'],
  ['renderer/src/lib/d.ts', '../components/button.ts', 'lib-below-components'],
  ['renderer/src/charts/a.ts', '../features/audit/page.ts', 'design-system-below-features'],
  ['renderer/src/components/a.ts', '../app/shell.ts', 'features-below-app'],
  ['renderer/src/features/rollouts/a.ts', '../audit/page.ts', 'features-apart'],
  ['renderer/src/features/rollouts/b.ts', '#ui/app/shell.ts', 'features-below-app'],
  ['sandbox/a.ts', '#core/rollouts/list.ts', 'sandbox-to-shared-only'],
  ['e2e/a.ts', '#ui/lib/backend.ts', 'e2e-on-built-output'],
  ['bench/a.ts', '#core/rollouts/list.ts', 'bench-on-adapters-and-built-output'],
  ['tools/a.ts', '#core/rollouts/list.ts', 'tools-apart'],
];

/** Imports that follow the arrows: the rules must leave them alone. */
const allowed: readonly (readonly [string, string])[] = [
  ['shared/domain/rollouts/ok.ts', 'zod'],
  ['shared/domain/rollouts/ok.test.ts', 'node:fs'],
  ['electron/core/rollouts/ok.ts', '#core/audit/read-model.ts'],
  ['electron/core/rollouts/ok-too.ts', '#core/ports/cluster.ts'],
  ['electron/adapters/prometheus/ok.ts', '#core/ports/cluster.ts'],
  ['electron/adapters/prometheus/ok-too.ts', 'undici'],
  ['electron/hosts/cli/ok.ts', '#hosts/headless/serve.ts'],
  ['electron/hosts/desktop/ok.ts', 'electron'],
  ['renderer/src/app/ok.ts', '../features/audit/page.ts'],
  ['renderer/src/features/rollouts/ok.ts', '../../components/button.ts'],
  ['renderer/src/lib/ok.ts', '#shared/contract/result.ts'],
  ['e2e/ok.ts', '#shared/contract/result.ts'],
  ['bench/ok.ts', '#adapters/kubernetes/client.ts'],
];

const circle = ['shared/domain/circle/a.ts', 'shared/domain/circle/b.ts'];
const bystanders = [
  'shared/contract/result.ts',
  'electron/core/ports/cluster.ts',
  'electron/core/rollouts/list.ts',
  'electron/core/audit/append.ts',
  'electron/core/audit/read-model.ts',
  'electron/adapters/kubernetes/client.ts',
  'electron/hosts/cli/main.ts',
  'electron/hosts/headless/serve.ts',
  'renderer/src/lib/backend.ts',
  'renderer/src/components/button.ts',
  'renderer/src/features/audit/page.ts',
  'renderer/src/app/shell.ts',
  'sandbox/server.ts',
];

/** A house in miniature: our package.json's aliases, empty packages, and one wrong import a file. */
function house(): PlantedTree {
  const { imports }: { imports: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
  const stub = (name: string) => ({
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js' }),
    [`node_modules/${name}/index.js`]: 'export const stub = 1;\n',
  });
  return plantTree({
    'package.json': JSON.stringify({
      name: 'house',
      type: 'module',
      imports,
      dependencies: { zod: '1.0.0', undici: '1.0.0' },
      devDependencies: { electron: '1.0.0', vite: '1.0.0' },
    }),
    ...Object.assign({}, ...['zod', 'undici', 'electron', 'vite'].map(stub)),
    ...Object.fromEntries(bystanders.map((path) => [path, 'export const here = 1;\n'])),
    ...Object.fromEntries([...planted, ...allowed].map(([path, to]) => [path, `import type { x } from '${to}';\nexport type X = x;\n`])),
    [circle[0] ?? '']: "import { b } from './b.ts';\nexport const a = b;\n",
    [circle[1] ?? '']: "import { a } from './a.ts';\nexport const b = a;\n",
  });
}

describe('the arrows of the house', () => {
  let tree: PlantedTree;
  let found: Survey;
  beforeAll(async () => {
    tree = house();
    found = await survey(tree.root);
  });
  afterAll(() => tree.remove());
  const rulesOf = (path: string) => found.violations.filter(({ from }) => from === path).map(({ rule }) => rule);

  it.each(planted)('%s must not import %s', (path, _to, rule) => {
    expect(rulesOf(path)).toEqual([rule]);
  });

  it.each(allowed)('%s may import %s', (path) => {
    expect(rulesOf(path)).toEqual([]);
  });

  it('finds a circle', () => {
    expect([...new Set(circle.flatMap(rulesOf))]).toEqual(['no-circles']);
  });

  it('has a planted violation for every arrow', () => {
    const proved = new Set([...planted.map(([, , rule]) => rule), 'no-circles']);
    expect(arrows.map(({ name }) => name).filter((name) => !proved.has(name ?? ''))).toEqual([]);
  });

  it('counts the files it looked at, so that seeing nothing is not passing', () => {
    expect(found.modules).toBe(planted.length + allowed.length + circle.length + bystanders.length);
  });
});
