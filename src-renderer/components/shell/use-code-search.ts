import { onScopeDispose, ref, watch, type Ref } from 'vue'
import type { Contract, OutputOf } from '#shared/contract/index.ts'
import { useApi } from '../../api-client.ts'

const WAIT_MS = 120
const MOST = 8

/** Codes and recipients for what is typed: asked when typing rests; only the latest answer counts. */
export function useCodeSearch(typed: Ref<string>) {
  const api = useApi()
  const found = ref<OutputOf<Contract['overview']['find']>>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function search(text: string, mine: number): Promise<void> {
    try {
      const rows = await api.overview.find({ text: text.slice(0, 200), limit: MOST })
      if (mine === asked) found.value = rows
    } catch {
      // Pages and actions still work while the backend is away; its strip says that it is.
      if (mine === asked) found.value = []
    }
  }

  watch(typed, (now) => {
    clearTimeout(timer)
    asked += 1
    const mine = asked
    const text = now.trim()
    if (text === '') found.value = []
    else timer = setTimeout(() => void search(text, mine), WAIT_MS)
  })
  onScopeDispose(() => clearTimeout(timer))

  return found
}
