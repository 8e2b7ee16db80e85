import { ref, shallowRef, watch } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { ImportRow } from '#shared/contract/recipients.ts'
import { useApi } from '../../api-client.ts'
import { useBackend } from '../../stores/backend.ts'
import { useFailures } from '../../stores/failures.ts'
import { useCreateDraft } from './draft.ts'

export const TABS = ['good', 'bad', 'named'] as const
export type Tab = (typeof TABS)[number]

/** Rows come in pages of so many. */
const PAGE = 100

/** The rows of one tab, read a page at a time as they come into view, and again when one was corrected. */
export function useRows(importId: string, tab: Tab) {
  const api = useApi()
  const backend = useBackend()
  const failures = useFailures()
  const draft = useCreateDraft()
  const pages = shallowRef(new Map<number, readonly ImportRow[]>())
  const total = ref<number | null>(null)
  const asked = new Set<number>()
  /** The pages seen last: those that are read again. */
  let recent: number[] = []
  let turn = 0

  async function load(page: number): Promise<void> {
    const mine = turn
    asked.add(page)
    try {
      const answer = await api.recipients.rows({ importId, tab, offset: page * PAGE, limit: PAGE })
      if (mine !== turn) return
      total.value = answer.total
      pages.value = new Map(pages.value).set(page, answer.rows)
    } catch (error) {
      asked.delete(page)
      if (mine !== turn) return
      if (isRefusal(error, 'recipients.import-unknown')) draft.file.lose()
      else if (!backend.away) failures.report(error)
    }
  }

  function seen(index: number): void {
    const page = Math.floor(index / PAGE)
    recent = [page, ...recent.filter((known) => known !== page)].slice(0, 3)
    if (!asked.has(page)) void load(page)
  }

  /** What is in sight stays until the new rows are there. */
  async function renew(): Promise<void> {
    turn += 1
    asked.clear()
    const kept = new Map([...pages.value].filter(([page]) => recent.includes(page)))
    pages.value = kept
    await Promise.all([...new Set([0, ...recent])].map(load))
  }
  watch(() => draft.file.version, renew)
  void load(0)

  const at = (index: number): ImportRow | undefined =>
    pages.value.get(Math.floor(index / PAGE))?.[index % PAGE]
  return { total, at, seen, renew }
}
