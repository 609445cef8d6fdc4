/** One line of one file that breaks a rule of the house. */
export interface Breach {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

const isCode = /\.(ts|tsx|js|mjs|cjs|css)$/;
const isTest = /\.test\.tsx?$/;
const isPure = /^(shared|electron\/core)\//;
const kebab = /^[.a-z0-9][a-z0-9.-]*$/;
/** Names that a convention outside this repository fixes. */
const fixedNames = new Set(['LICENSE', 'README.md']);

/** Lines a file may have: a story that needs more is two stories. */
export function longest(file: string): number {
  return isTest.test(file) || file.endsWith('.css') ? 400 : 300;
}

/** The rules no linter here has: length, file names of every kind, re-exports, and the wall clock in pure rooms. */
export function breaches(file: string, text: string): Breach[] {
  const found: Breach[] = [];
  const name = file.split('/').at(-1) ?? file;
  if (!kebab.test(name) && !fixedNames.has(name) && !file.startsWith('docs/'))
    found.push({ file, line: 1, rule: 'file names are kebab-case' });
  if (!isCode.test(file)) return found;
  const lines = text.split('\n');
  if (lines.length - 1 > longest(file)) {
    found.push({ file, line: lines.length - 1, rule: `${lines.length - 1} lines: at most ${longest(file)}` });
  }
  lines.forEach((line, index) => {
    const breach = (rule: string) => found.push({ file, line: index + 1, rule });
    if (/^export\b.*\bfrom\s+['"]/.test(line) || (/^}\s*from\s+['"]/.test(line) && reExports(lines, index))) {
      breach('no barrels: import a name from where it is written');
    }
    if (isPure.test(file) && !isTest.test(file) && /\bnew Date\(\s*\)/.test(line)) breach('time enters through the Clock port');
  });
  return found;
}

/** Whether the `} from '…'` at `end` closes an export and not an import. */
function reExports(lines: readonly string[], end: number): boolean {
  for (let index = end; index >= 0; index -= 1) {
    const line = lines[index] ?? '';
    if (/^import\b/.test(line)) return false;
    if (/^export\b/.test(line)) return true;
  }
  return false;
}
