import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { KeptList } from '#shared/contract/report.ts'
import { useApi } from '../api-client.ts'

export interface PastedList {
  readonly text: string
  readonly kept: KeptList
}

/**
 * Lists of codes or addresses that were pasted to be found. The address of the report names one by the token that it
 * had first; the backend keeps lists for a while only, so the text stays here to hand it over again.
 */
export const useLists = defineStore('lists', () => {
  const api = useApi()
  const lists = ref(new Map<string, PastedList>())

  /** Hands the text to the backend; the answer's `list` names it from now on. */
  async function keep(text: string): Promise<KeptList> {
    const kept = await api.report.keepList({ text })
    lists.value = new Map(lists.value).set(kept.list, { text, kept })
    return kept
  }

  /** The backend has forgotten the list: hands it over again. False when the text is not here either. */
  async function renew(name: string): Promise<boolean> {
    const list = lists.value.get(name)
    if (!list) return false
    const kept = await api.report.keepList({ text: list.text })
    lists.value = new Map(lists.value).set(name, { text: list.text, kept })
    return true
  }

  return {
    keep,
    renew,
    named: (name: string | undefined) => (name === undefined ? undefined : lists.value.get(name)),
    /** What the backend calls the list now. */
    tokenOf: (name: string) => lists.value.get(name)?.kept.list ?? name,
  }
})
