import type { After } from '#backend/app/process/supervisor.ts'
import { newSecret } from './secrets.ts'

/** Secrets that work once, for a while, and for one purpose. */
export interface OneUse {
  /** `gone` is called when it was used, or its time is over. */
  issue(purpose: string, gone?: () => void): string
  /** True the first time that it is given for its purpose. */
  use(given: string | null, purpose: string): boolean
}

/** Beyond so many the oldest goes. */
const MOST = 100

export function createOneUse(after: After, lastsMs: number): OneUse {
  const issued = new Map<string, { readonly purpose: string; end(): void }>()
  return {
    issue(purpose, gone) {
      const secret = newSecret()
      const end = () => {
        issued.delete(secret)
        cancel()
        gone?.()
      }
      const cancel = after(lastsMs, end)
      issued.set(secret, { purpose, end })
      if (issued.size > MOST) issued.values().next().value?.end()
      return secret
    },
    use(given, purpose) {
      const found = given === null ? undefined : issued.get(given)
      if (found?.purpose !== purpose) return false
      found.end()
      return true
    },
  }
}
