import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, extname, join, resolve, sep } from 'node:path';

/** A file of the page. */
export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Named after its content by the build: may be kept for ever. */
  readonly immutable: boolean;
}

/** Gives the page's files by URL path; null where there is none. */
export type ReadPage = (urlPath: string) => Promise<PageFile | null>;

/** Where a file of the page lies. */
export interface PagePath {
  /** Absolute, and no link. */
  readonly path: string;
  readonly contentType: string;
}

/** Finds the page's files by URL path; null where there is none. */
export type FindPage = (urlPath: string) => Promise<PagePath | null>;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** Finds files under `folder`, and nothing outside it: neither by `..` nor by a link that leads out. `/` is index.html. */
export function createPageFinder(folder: string): FindPage {
  const root = resolve(folder);
  return async (urlPath) => {
    const path = decoded(urlPath);
    const contentType = contentTypes[extname(path === '/' ? 'index.html' : (path ?? ''))];
    if (path === null || contentType === undefined) return null;
    const file = join(root, path === '/' ? 'index.html' : path);
    if (!file.startsWith(root + sep)) return null;
    try {
      // Inside an asar archive nothing is a link, and realpath leaves the path as it is.
      const [real, realRoot] = await Promise.all([realpath(file), realpath(root)]);
      return real.startsWith(realRoot + sep) ? { path: real, contentType } : null;
    } catch {
      return null;
    }
  };
}

/** Reads what `createPageFinder` finds. */
export function createPageReader(folder: string): ReadPage {
  const find = createPageFinder(folder);
  return async (urlPath) => {
    const found = await find(urlPath);
    if (found === null) return null;
    try {
      const body = Uint8Array.from(await readFile(found.path));
      return { body, contentType: found.contentType, immutable: urlPath.startsWith('/assets/') };
    } catch {
      return null;
    }
  };
}

/** The built page nearest above `from`: `out/renderer`. null: it is not built. */
export function findPageFolder(from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const page = join(folder, 'out', 'renderer');
    if (existsSync(join(page, 'index.html'))) return page;
    if (folder === dirname(folder)) return null;
  }
}

function decoded(urlPath: string): string | null {
  try {
    const path = decodeURIComponent(urlPath);
    return path.startsWith('/') && !/[\0\\]/.test(path) && !path.split('/').includes('..') ? path : null;
  } catch {
    return null;
  }
}
