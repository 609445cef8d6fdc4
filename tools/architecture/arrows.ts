import type { IForbiddenRuleType } from 'dependency-cruiser';

const features = 'rollouts|analysis|rollback|audit|trains|checklist|flags|incidents|insights|policy|connections';
const test = String.raw`\.test\.tsx?$|/testing/`;
// Hosts and the sandbox have a rule of their own, so that one wrong import breaks one rule.
const inHouse = '^(shared|electron/(core|adapters)|renderer|e2e|bench|tools|out)/';

/**
 * The arrows of the house. Each is one rule, so a violation names the arrow it breaks:
 *
 *     renderer: app → features → components, charts, lib → shared     (no feature imports another feature)
 *     main:     hosts → adapters → core/ports → shared;  hosts → core → shared
 *     e2e → built output, sandbox, shared;  bench → those and adapters;  nothing imports sandbox
 */
export const arrows: IForbiddenRuleType[] = [
  {
    name: 'shared-imports-nothing',
    comment: 'shared/ is pure TypeScript and zod: every room imports it, so it imports none.',
    severity: 'error',
    from: { path: '^shared/' },
    to: { path: inHouse, pathNot: '^shared/' },
  },
  {
    name: 'shared-is-pure',
    comment: 'No Node and no library but the schema and contract ones in shared/ (its tests run in Node and may).',
    severity: 'error',
    from: { path: '^shared/', pathNot: test },
    to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional'], pathNot: 'node_modules/(zod|@orpc/contract|canonicalize)/' },
  },
  {
    name: 'core-to-shared-only',
    comment: 'The core is use cases over ports. What it needs from outside is a port in electron/core/ports.',
    severity: 'error',
    from: { path: '^electron/core/' },
    to: { path: inHouse, pathNot: '^(shared|electron/core)/' },
  },
  {
    name: 'core-without-node',
    comment: 'No Node built-in in the core: files, processes, timers and crypto come in through ports.',
    severity: 'error',
    from: { path: '^electron/core/', pathNot: test },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'core-feature-by-read-model',
    comment: "A core feature asks another feature through that feature's read-model.ts.",
    severity: 'error',
    from: { path: `^electron/core/(${features})/`, pathNot: test },
    to: { path: `^electron/core/(${features})/`, pathNot: ['^electron/core/$1/', String.raw`/read-model\.ts$`] },
  },
  {
    name: 'adapters-to-ports-only',
    comment: 'An adapter implements a port: of the core it knows electron/core/ports and nothing else.',
    severity: 'error',
    from: { path: '^electron/adapters/' },
    to: { path: inHouse, pathNot: '^(shared|electron/adapters|electron/core/ports)/' },
  },
  {
    name: 'nothing-imports-hosts',
    comment: 'Hosts wire the rest together. Nothing below knows that they exist.',
    severity: 'error',
    from: { pathNot: '^electron/hosts/' },
    to: { path: '^electron/hosts/' },
  },
  {
    name: 'hosts-stay-in-main',
    comment: 'Hosts wire core and adapters; the page is built and loaded, never imported.',
    severity: 'error',
    from: { path: '^electron/hosts/' },
    to: { path: inHouse, pathNot: '^(shared|electron/(core|adapters))/' },
  },
  {
    name: 'hosts-apart',
    comment: 'Desktop, headless and cli are separate programs; `rcc serve` is the one door from the cli to headless.',
    severity: 'error',
    from: { path: '^electron/hosts/(desktop|headless|cli)/' },
    to: {
      path: '^electron/hosts/(desktop|headless|cli)/',
      pathNot: ['^electron/hosts/$1/', String.raw`^electron/hosts/headless/serve\.ts$`],
    },
  },
  {
    name: 'electron-in-desktop-only',
    comment: "`import 'electron'` in plain Node starts a download: only the desktop host may.",
    severity: 'error',
    from: { pathNot: '^electron/hosts/desktop/' },
    to: { path: '(^|/)node_modules/electron/|^electron$' },
  },
  {
    name: 'renderer-to-shared-only',
    comment: 'Between the page and the core there is the contract in shared/, and nothing else.',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { path: inHouse, pathNot: '^(shared|renderer)/' },
  },
  {
    name: 'renderer-without-node',
    comment: 'The page runs in a browser.',
    severity: 'error',
    from: { path: '^renderer/src/', pathNot: test },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'features-apart',
    comment: 'No feature imports another: what two features share is a component, a chart, or lib.',
    severity: 'error',
    from: { path: '^renderer/src/features/([^/]+)/' },
    to: { path: '^renderer/src/features/', pathNot: '^renderer/src/features/$1/' },
  },
  {
    name: 'features-below-app',
    comment: 'The app composes features; a feature does not know the app.',
    severity: 'error',
    from: { path: '^renderer/src/(features|components|charts|lib)/' },
    to: { path: '^renderer/src/app/' },
  },
  {
    name: 'design-system-below-features',
    comment: 'Components, charts and lib serve every feature, so they import none.',
    severity: 'error',
    from: { path: '^renderer/src/(components|charts|lib)/' },
    to: { path: '^renderer/src/features/' },
  },
  {
    name: 'lib-below-components',
    comment: 'lib is the floor of the page: no component and no chart in it.',
    severity: 'error',
    from: { path: '^renderer/src/lib/' },
    to: { path: '^renderer/src/(components|charts)/' },
  },
  {
    name: 'nothing-imports-sandbox',
    comment: 'The sandbox is a process of its own; the product speaks to it as to any server.',
    severity: 'error',
    from: { pathNot: '^(sandbox|e2e|bench)/' },
    to: { path: '^sandbox/' },
  },
  {
    name: 'sandbox-to-shared-only',
    comment: 'The sandbox simulates servers; it may share the domain, never the code it is to be tested against.',
    severity: 'error',
    from: { path: '^sandbox/' },
    to: { path: inHouse, pathNot: '^shared/' },
  },
  {
    name: 'e2e-on-built-output',
    comment: 'End-to-end tests run what is shipped: the built output, and the sandbox.',
    severity: 'error',
    from: { path: '^e2e/' },
    to: { path: inHouse, pathNot: '^(shared|out|e2e)/' },
  },
  {
    name: 'bench-on-adapters-and-built-output',
    comment: "A benchmark measures the built output, or one port's implementation against a bare one: never core, hosts or page.",
    severity: 'error',
    from: { path: '^bench/' },
    to: { path: inHouse, pathNot: '^(shared|out|bench|electron/adapters|electron/core/ports)/' },
  },
  {
    name: 'tools-apart',
    comment: 'Tools build and check the rooms; they import none of them.',
    severity: 'error',
    from: { path: '^tools/' },
    to: { path: inHouse, pathNot: '^tools/' },
  },
  {
    name: 'no-circles',
    comment: 'A circle has no bottom to read from.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'shipped-code-uses-shipped-packages',
    comment: 'What runs for a user is in `dependencies`.',
    severity: 'error',
    from: { path: '^(shared|electron|renderer)/', pathNot: test },
    to: { dependencyTypes: ['npm-dev'], pathNot: '(^|/)node_modules/(electron|@types)/' },
  },
  {
    name: 'no-unknown-import',
    comment: 'An import that resolves to nothing, or to a package that package.json does not name.',
    severity: 'error',
    from: {},
    to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'], pathNot: '^virtual:' },
  },
];
