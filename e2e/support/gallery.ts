import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';

/** What only the gallery has: in its own build all of them, in the one that is shipped none. */
export const galleryMarks = ['#/gallery', 'data-picture', 'gallery-states', 'INC-118'];

export interface ServedGallery {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** Whether a text stands in any of its scripts and styles. */
  holds(text: string): boolean;
  stop(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The page as it is built but with the gallery in it, in a folder of its own (a mode other than production keeps it), served on this machine. */
export async function serveGallery(): Promise<ServedGallery> {
  const folder = mkdtempSync(join(tmpdir(), 'rcc-gallery-'));
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    configFile: false,
    logLevel: 'warn',
    mode: 'gallery',
    root: join(import.meta.dirname, '../../renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome140',
      assetsInlineLimit: 0,
      minify: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
    },
  });
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://here').pathname);
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': 'max-age=600' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    holds: (text) => {
      const assets = join(folder, 'assets');
      return readdirSync(assets).some((file) => readFileSync(join(assets, file), 'latin1').includes(text));
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
