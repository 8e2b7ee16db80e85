import { ref } from 'vue'
import { useApi } from '../../api-client.ts'
import { useFailures } from '../../stores/failures.ts'
import { useSecrets } from '../../stores/secrets.ts'

/** Unlocking by the keychain. What it answers may be news: the state is read again where it refuses. */
export function useKeychain() {
  const api = useApi()
  const secrets = useSecrets()
  const failures = useFailures()
  const busy = ref(false)

  /** Answers whether the passwords can be used. */
  async function unlock(): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      secrets.state = await api.secrets.unlock({})
      return true
    } catch (error) {
      failures.report(error)
      await secrets.load().catch(() => undefined)
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, unlock }
}
