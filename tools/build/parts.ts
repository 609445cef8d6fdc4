import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { InlineConfig } from 'vite';

/** One thing the build makes: where it starts, what it is made of, where it lands. */
export interface BuildPart {
  readonly name: string;
  readonly entry: string;
  readonly output: string;
  /** Folders and files whose change makes the output old. */
  readonly inputs: readonly string[];
  config(): Promise<InlineConfig>;
}

// ws tries these natives and does without; electron is there at run time only.
const leftOut = ['electron', 'bufferutil', 'utf-8-validate'];
const quiet = { configFile: false, logLevel: 'warn', clearScreen: false } satisfies InlineConfig;

interface NodeProgram {
  readonly name: string;
  readonly entry: string;
  readonly outDir: string;
  /** Its other threads, by name. */
  readonly threads?: Readonly<Record<string, string>>;
  readonly inputs: readonly string[];
  /** A folder of data files that are copied beside the program. */
  readonly data?: string;
}

/** A program for Node: one ES module, one for each of its threads, and their chunks, with every package inside so that it starts fast and ships alone. */
function nodeProgram({ name, entry, outDir, threads = {}, inputs, data }: NodeProgram): BuildPart {
  return {
    name,
    entry,
    output: `${outDir}/index.js`,
    inputs,
    config: async () => ({
      ...quiet,
      publicDir: data ?? false,
      ssr: { noExternal: true, external: leftOut, target: 'node' },
      build: {
        ssr: true,
        outDir,
        emptyOutDir: true,
        target: 'node24',
        minify: false,
        copyPublicDir: data !== undefined,
        rolldownOptions: {
          input: { index: entry, ...threads },
          external: leftOut,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    }),
  };
}

interface CommonProgram {
  readonly name: string;
  readonly entry: string;
  readonly output: string;
  readonly inputs: readonly string[];
  readonly target: string;
}

/** One CommonJS file with everything inside. */
function commonProgram({ name, entry, output, inputs, target }: CommonProgram): BuildPart {
  return {
    name,
    entry,
    output,
    inputs,
    config: async () => ({
      ...quiet,
      ssr: { noExternal: true, external: leftOut, target: 'node' },
      build: {
        ssr: entry,
        outDir: dirname(output),
        emptyOutDir: true,
        target,
        minify: false,
        copyPublicDir: false,
        rolldownOptions: { external: leftOut, output: { format: 'cjs', entryFileNames: basename(output), codeSplitting: false } },
      },
    }),
  };
}

/** A sandboxed preload must be one CommonJS file. */
const preload = commonProgram({
  name: 'preload',
  entry: 'electron/hosts/desktop/preload.ts',
  output: 'out/preload/index.cjs',
  inputs: ['shared', 'electron/hosts/desktop'],
  target: 'chrome140',
});

/** The thread of the desktop's desk loads this one (`load-program.ts`). */
const desk = commonProgram({
  name: 'desk',
  entry: 'electron/hosts/desktop/desk-thread/run-desk-thread.ts',
  output: 'out/desk/index.cjs',
  inputs: ['shared', 'electron'],
  target: 'node24',
});

const renderer: BuildPart = {
  name: 'renderer',
  entry: 'renderer/src/app/main.tsx',
  output: 'out/renderer/index.html',
  inputs: ['shared', 'renderer'],
  config: async () => {
    const { default: react } = await import('@vitejs/plugin-react');
    return {
      ...quiet,
      root: 'renderer',
      // The page is served from / by `rcc serve` and from app:// by the desktop.
      base: './',
      plugins: [react()],
      build: {
        outDir: '../out/renderer',
        emptyOutDir: true,
        target: 'chrome140',
        // The page's Content-Security-Policy knows no data: and no inline script.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 2_000,
      },
    };
  },
};

/** Everything under out/. */
export const parts: readonly BuildPart[] = [
  renderer,
  nodeProgram({ name: 'cli', entry: 'electron/hosts/cli/main.ts', outDir: 'out/cli', inputs: ['shared', 'electron'] }),
  nodeProgram({
    name: 'main',
    entry: 'electron/hosts/desktop/main.ts',
    outDir: 'out/main',
    threads: { 'desk-thread': 'electron/hosts/desktop/desk-thread/main.ts' },
    inputs: ['shared', 'electron'],
  }),
  desk,
  preload,
  nodeProgram({
    name: 'sandbox',
    entry: 'sandbox/main.ts',
    outDir: 'out/sandbox',
    inputs: ['shared', 'sandbox'],
    data: 'sandbox/scenarios/stories',
  }),
];

/** Whether the part has been written yet. */
export function exists(part: BuildPart): boolean {
  return existsSync(part.entry);
}
