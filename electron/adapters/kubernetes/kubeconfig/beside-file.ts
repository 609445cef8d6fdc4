import { dirname, resolve } from 'node:path';

/** A path in a kubeconfig starts at the folder of the file it stands in. */
export function besideFile(file: string, path: string): string {
  return resolve(dirname(file), path);
}
