import { app } from 'electron';
import { ok } from '#shared/contract/result.ts';
import type { RunningSandbox } from '../../wiring/launch-sandbox.ts';
import { forkSandbox } from '../fork-sandbox.ts';
import { createOsCipher } from '../os-cipher.ts';
import type { Question } from './words.ts';

/** What Electron's main thread does for the desk. The desk may ask before Electron is ready; it is answered after. */
export function createElectronAnswers(): (question: Question) => Promise<unknown> {
  const cipher = createOsCipher();
  const sandboxes = new Map<number, RunningSandbox>();
  let started = 0;

  return async (question) => {
    await app.whenReady();
    switch (question.what) {
      case 'cipher-available':
        return cipher.available();
      case 'cipher-backend':
        return cipher.backend();
      case 'encrypt':
        return cipher.encrypt(question.text);
      case 'decrypt':
        return cipher.decrypt(question.bytes);
      case 'sandbox-start': {
        const sandbox = await forkSandbox(question.args);
        if (!sandbox.ok) return sandbox;
        started += 1;
        sandboxes.set(started, sandbox.value);
        return ok({ sandbox: started, ready: sandbox.value.ready });
      }
      case 'sandbox-stop': {
        const sandbox = sandboxes.get(question.sandbox);
        sandboxes.delete(question.sandbox);
        return sandbox?.stop();
      }
    }
  };
}
