import { app, safeStorage } from 'electron'
import type { Keychain } from '#backend/kernel/dependencies.ts'

/** Older Electrons have the synchronous calls only. */
const isAsync = (): boolean => typeof safeStorage.encryptStringAsync === 'function'

/** On Linux without a keyring Electron would "seal" with a key that everybody knows: that counts as none. */
const isReal = (): boolean =>
  process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())

/** The system's keychain through Electron, which takes strings. */
export const systemKeychain: Keychain = {
  async available() {
    await app.whenReady()
    const ready = isAsync()
      ? await safeStorage.isAsyncEncryptionAvailable()
      : safeStorage.isEncryptionAvailable()
    return ready && isReal()
  },
  async seal(bytes) {
    const text = Buffer.from(bytes).toString('base64')
    return isAsync() ? await safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text)
  },
  async unseal(bytes) {
    const sealed = Buffer.from(bytes)
    const text = isAsync()
      ? (await safeStorage.decryptStringAsync(sealed)).result
      : safeStorage.decryptString(sealed)
    return Buffer.from(text, 'base64')
  },
}
