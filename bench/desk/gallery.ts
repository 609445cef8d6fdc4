import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { newFolder } from './screen.ts';

const root = join(import.meta.dirname, '../../renderer');

/** The page as it is built, with the gallery's samples in it (a mode other than production keeps them), served on this machine. */
export async function serveSamples(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = newFolder();
  const outDir = join(folder.path, 'page');
  const shared = { configFile: false, logLevel: 'warn', mode: 'gallery', root, base: './' } as const;
  await build({ ...shared, plugins: [react()], build: { outDir, emptyOutDir: true, target: 'chrome140', chunkSizeWarningLimit: 10_000 } });
  const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  return {
    url: server.resolvedUrls?.local[0] ?? '',
    async stop() {
      await server.close();
      folder.remove();
    },
  };
}
