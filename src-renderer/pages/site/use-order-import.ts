import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { FileRef } from '#shared/contract/files.ts'
import type { OrderColumn } from '#shared/contract/order-columns.ts'
import type { OrderChoices, OrderImport, OrderRow, OrderTab } from '#shared/contract/redemptions.ts'
import { useApi, useHost } from '../../api-client.ts'
import { useLanguage } from '../../language.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import { type SayLastChange, useLastChange } from '../../stores/last-change.ts'
import { useNotices } from '../../stores/notices.ts'

const EXTENSIONS = ['csv', 'txt', 'xlsx', 'xls', 'ods', 'jsonl', 'ndjson', 'json']
/** More rows than anybody reads; the others are counted, and the bad ones can be saved. */
export const SHOWN_ROWS = 200

/** A file of the site's orders: chosen, looked at, and counted. */
export function useOrderImport() {
  const { t } = useI18n()
  const { count, language } = useLanguage()
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const lastChange = useLastChange()
  /** Since the file was looked at. */
  let changed: SayLastChange | undefined

  const found = shallowRef<OrderImport | null>(null)
  const choices = ref<OrderChoices>({})
  const tab = ref<OrderTab>('counted')
  const rows = shallowRef<readonly OrderRow[]>([])
  const busy = ref(false)

  /** Where something goes wrong it is said; nothing else has begun by then. */
  async function doing(work: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      await work()
    } catch (error) {
      failures.report(error, undefined, changed)
    } finally {
      busy.value = false
    }
  }

  async function showTab(next: OrderTab): Promise<void> {
    tab.value = next
    const { importId } = found.value ?? {}
    if (importId === undefined) return
    const page = await api.redemptions.rows({ importId, tab: next, offset: 0, limit: SHOWN_ROWS })
    if (found.value?.importId === importId && tab.value === next) rows.value = page.rows
  }

  async function read(file: FileRef): Promise<void> {
    const order = { file: file.token, choices: choices.value, language: language.value }
    changed = lastChange.note()
    const read = await jobs.follow(await api.redemptions.read(order))
    found.value = read
    const { counted, bad } = read.counts
    await showTab(counted === 0 && bad > 0 ? 'bad' : 'counted')
  }

  const counts = computed(() => found.value?.counts)
  const canImport = computed(
    () =>
      found.value !== null &&
      found.value.reading.missing.length === 0 &&
      found.value.counts.counted + found.value.counts.returned > 0,
  )

  function close(): void {
    if (found.value) host.discard(found.value.file)
    found.value = null
    rows.value = []
    choices.value = {}
  }

  return {
    found,
    counts,
    tab,
    rows,
    busy,
    choices,
    canImport,
    close,
    showTab: (next: OrderTab) => showTab(next).catch(failures.report),
    choose: () =>
      doing(async () => {
        const file = await host.openFile({ extensions: EXTENSIONS })
        if (!file) return
        choices.value = {}
        await read(file)
      }),
    /** Reads the file again with another column or sheet, or in another currency. */
    change: (change: OrderChoices) =>
      doing(async () => {
        const { file } = found.value ?? {}
        if (!file) return
        choices.value = { ...choices.value, ...change }
        await read(file)
      }),
    importNow: () =>
      doing(async () => {
        const { importId, counts: planned } = found.value ?? {}
        if (importId === undefined || !planned) return
        const { counted, returned } = planned
        const done = await jobs.follow(
          await api.redemptions.import({ importId, expect: { counted, returned } }),
        )
        close()
        notices.done(
          () => ({
            fact: t('shop.import.done', { n: count(done.counts.counted) }, done.counts.counted),
            ...(done.counts.bad > 0 && {
              rest: t('shop.import.doneBad', { n: count(done.counts.bad) }, done.counts.bad),
            }),
          }),
          done.operationId,
        )
      }),
    saveRejected: () =>
      doing(async () => {
        const { importId, file } = found.value ?? {}
        if (importId === undefined || !file) return
        const name = file.name.replace(/\.[^.]+$/, '')
        const target = await host.saveFile({ suggestedName: t('shop.import.rejectedName', { name }) })
        if (!target) return
        await jobs.follow(
          await api.redemptions.saveRejected({ importId, target: target.token, language: language.value }),
        )
        await host.deliver(target)
        notices.done(() => ({ fact: t('shop.import.savedRejected') }))
      }),
    /** Another column for what `name` says; -1 for none. */
    columnsWith: (name: OrderColumn, column: number): OrderChoices => ({
      columns: { ...choices.value.columns, [name]: column },
    }),
  }
}
