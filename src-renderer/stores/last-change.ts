import { defineStore } from 'pinia'
import { type Ref, watch } from 'vue'
import type { Operation } from '#shared/contract/history.ts'
import type { OperationKind } from '#shared/contract/operations.ts'
import type { Instant } from '#shared/domain/dates.ts'
import { operationSentence } from '#shared/wording/operations/operation-sentence.ts'
import { useApi } from '../api-client.ts'
import { useBackendEvent } from '../events.ts'
import { useLanguage } from '../language.ts'
import { useTranslator } from '../wording/translator.ts'
import { useSite } from './site.ts'

/** Says what was changed last since a moment, by whom and when; nothing where that is not in the history. */
export type SayLastChange = () => Promise<string>

/** Shows `fact` at once, and what was changed last with it, unless something else is shown by then. */
export async function showWithLast(shown: Ref<string>, fact: string, say?: SayLastChange): Promise<void> {
  shown.value = fact
  const last = await say?.()
  if (last && shown.value === fact) shown.value = `${fact} ${last}`
}

/** The history has them, but no plan is another one for them. */
const CHANGES_NOTHING: ReadonlySet<OperationKind> = new Set([
  'export-report',
  'export-history',
  'export-person',
  'save-site-file',
  'save-mail-files',
  'hand-over-settings',
  'hand-over-secrets',
  'hand-over-codes',
])
/** Among so many, one changed something. */
const RECENT = 20

/** Who changed what, for a person whose plan no longer applies. */
export const useLastChange = defineStore('last-change', () => {
  const api = useApi()
  const site = useSite()
  const translator = useTranslator()
  const { date, time } = useLanguage()
  /** The newest operation that this window knows of; null before it has asked. */
  let newest: number | null = null
  useBackendEvent('history.onRecorded', ({ operationId }) => {
    if (newest !== null) newest = Math.max(newest, operationId)
  })
  watch(
    () => site.site?.id,
    () => (newest = null),
  )

  async function newestNow(): Promise<number> {
    newest ??= (await api.history.list({ limit: 1 })).operations[0]?.id ?? 0
    return newest
  }
  function sentence({ details, author, at, day }: Operation): string {
    const now = site.site
    const clock = now ? time(at, now.timeZone) : ''
    const when = day === now?.today ? clock : `${date(day)} ${clock}`
    const what = operationSentence(details, translator)
    return author
      ? translator.t('history.lastChange.named', { what, author, when })
      : translator.t('history.lastChange.unnamed', { what, when })
  }

  /** Of the newest operations, or those before one, the first that `isMeant`; nothing where there is none. */
  async function sayOne(
    asked: { readonly before?: number; readonly limit: number },
    isMeant: (operation: Operation) => boolean,
  ): Promise<string> {
    try {
      const found = (await api.history.list(asked)).operations.find(isMeant)
      return found ? sentence(found) : ''
    } catch {
      return ''
    }
  }

  /** To be called when a plan is asked for. */
  function note(): SayLastChange {
    // What cannot be read now, or later, is left out: the plan is what matters.
    const before = newestNow().catch(() => Infinity)
    return async () => {
      const from = await before
      return sayOne({ limit: RECENT }, ({ id, details }) => id > from && !CHANGES_NOTHING.has(details.kind))
    }
  }
  return {
    note,
    /** Says that this operation was the last change. */
    of: (operationId: number) =>
      sayOne({ before: operationId + 1, limit: 1 }, ({ id }) => id === operationId),
    /** Says what stored that which is from this instant, as a revision of settings is. */
    madeAt: (instant: Instant) =>
      sayOne({ limit: RECENT }, ({ at, details }) => at === instant && !CHANGES_NOTHING.has(details.kind)),
  }
})
