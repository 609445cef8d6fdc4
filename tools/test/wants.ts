import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Something a part of the tests needs and this machine lacks. */
export interface Want {
  readonly skipped: string;
  readonly how: string;
}

export const isOnPath = (program: string, path: string = process.env['PATH'] ?? ''): boolean =>
  path.split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));

/** What a machine offers the tests. */
export interface Offer {
  readonly browser: string | null;
  readonly electron: string | null;
  readonly display: string | null;
  readonly cluster: boolean;
  readonly prometheus: boolean;
  readonly strace: boolean;
}

/** What is skipped on a machine with this offer, why, and how to have it: nothing is left out in silence. */
export function wants({ browser, electron, display, cluster, prometheus, strace }: Offer): Want[] {
  const found: Want[] = [];
  if (browser === null)
    found.push({ skipped: 'end-to-end tests in a browser: no Chromium could be had', how: 'set RCC_TEST_BROWSER to one' });
  if (electron === null) {
    found.push({ skipped: 'desktop tests: no Electron is named', how: 'set RCC_TEST_ELECTRON to a folder that holds it' });
  } else if (display === null) {
    found.push({ skipped: 'desktop tests: there is no display', how: 'set DISPLAY, or install Xvfb' });
  }
  if (!cluster) {
    found.push({
      skipped: 'tests on a real cluster: no control plane is named',
      how: 'set RCC_TEST_CONTROL_PLANE to a kube-control-plane program, or RCC_TEST_KUBECONFIG to a kubeconfig with contexts admin, conductor, on-call, responder, viewer',
    });
  }
  if (!prometheus) found.push({ skipped: 'tests on a real Prometheus: prometheus and promtool are not on the PATH', how: 'install them' });
  if (!strace && process.platform === 'linux') {
    found.push({
      skipped: 'the proof that an audit intent is on disk before its PATCH leaves: strace is not on the PATH',
      how: 'install it',
    });
  }
  return found;
}
