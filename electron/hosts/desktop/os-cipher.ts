import { safeStorage } from 'electron';
import type { OsCipher } from '#adapters/secrets/os-store.ts';

/** The operating system's secret store as Electron reaches it. Ask it after the app is ready. */
export function createOsCipher(): OsCipher {
  return {
    available: () => safeStorage.isAsyncEncryptionAvailable(),
    // Elsewhere than on Linux there is one store and no question.
    backend: async () => (process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : null),
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    async decrypt(bytes) {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return { text: result, stale: shouldReEncrypt };
    },
  };
}
