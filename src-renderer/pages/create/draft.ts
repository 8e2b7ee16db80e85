import { defineStore } from 'pinia'
import { computed, markRaw, ref, toRaw, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { MAX_BATCH_NAME } from '#shared/domain/creation.ts'
import { PASTE_LIMIT } from '#shared/contract/recipients.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Currency } from '#shared/domain/money.ts'
import { useDraft } from '../../composables/use-draft.ts'
import { useLanguage } from '../../language.ts'
import { useApi, useHost } from '../../api-client.ts'
import { useBackend } from '../../stores/backend.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import { useNotices } from '../../stores/notices.ts'
import { useSite } from '../../stores/site.ts'
import { createFileImport } from './file-import.ts'
import {
  type CreateForm,
  defaultForm,
  type Field,
  isShownAtOnce,
  nextForm,
  ownCodesIn,
  readForm,
  usesFile,
} from './form.ts'
import { type SavedDraft, savedDraftSchema } from './saved-draft.ts'

/** A name for a batch from its file's: `deltakere-mars_2026.csv` is "Deltakere mars 2026". */
export function batchNameFrom(fileName: string): string {
  const words = fileName
    .replace(/\.(txt|csv|tsv|xlsx?|ods)$/i, '')
    .replace(/[_\s-]+/g, ' ')
    .trim()
    .slice(0, MAX_BATCH_NAME)
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

/** As much as a draft keeps: what is longer is refused anyway. */
const keptText = (text: string | null): string | null =>
  text !== null && text.length > PASTE_LIMIT ? null : text

/** What was made last, for saying so until something new is begun. */
export interface Done {
  operationId: number
  codes: number
  recipients: number
  batchIds: number[]
}

/** The creation that is being written. It outlives its page, a restart of the backend, and a reload of the window. */
export const useCreateDraft = defineStore('create-draft', () => {
  const { t } = useI18n()
  const { count } = useLanguage()
  const site = useSite()
  const backend = useBackend()
  const notices = useNotices()
  const failures = useFailures()
  // Pages are drawn when the site is known; until then, a day that has passed everywhere.
  const today = computed(() => site.site?.today ?? ('2000-01-01' as IsoDate))

  const form = ref<CreateForm>(defaultForm(today.value))
  /** The terms of the last creation, which stay for the next one; null before the first. */
  const terms = ref<CreateForm | null>(null)
  /** What the chosen service sells in: a fixed amount begins with it. */
  const serviceCurrency = ref<Currency>('USD')
  const touched = ref<Partial<Record<Field, boolean>>>({})
  const tried = ref(false)
  const rowEdit = ref<SavedDraft['rowEdit']>(null)
  const pasting = ref<SavedDraft['pasting']>(null)
  const done = ref<Done | null>(null)
  /** It goes on when its page is left: nobody may start it twice. */
  const creating = ref(false)

  const file = createFileImport({
    api: useApi(),
    ownCodes: () => ownCodesIn(form.value),
    host: useHost(),
    jobs: useJobs(),
    onFailed: failures.report,
    onReplayed: ({ applied, left }) =>
      notices.done(() => ({
        fact:
          applied.length > 0 ? t('create.rows.reapplied', { n: count(applied.length) }, applied.length) : '',
        ...(left > 0 && { rest: t('create.rows.notReapplied', { n: count(left) }, left) }),
      })),
  })
  watch(() => backend.returned, file.lose)
  // One recipient has no file, and codes of one's own come from one.
  watch(
    () => [form.value.codeKind, form.value.source] as const,
    ([kind, source], [before]) => {
      if (kind !== 'own' || source !== 'one') return
      if (before === 'own') form.value.codeKind = 'generated'
      else form.value.source = 'file'
    },
  )
  watch(
    () => ownCodesIn(form.value),
    () => void file.readAgain(),
  )
  // Whoever raised the limit, here or in another window, finds the file read, or refused by the limit as it is.
  watch(
    () => site.site?.recipientLimit,
    () => {
      const now = file.state.value
      if (now.at === 'refused' && now.error.code === 'recipients.over-limit') void file.readAgain()
    },
  )

  const defaultBatchName = computed(() => {
    if (!usesFile(form.value)) return ''
    return file.file.value ? batchNameFrom(file.file.value.name) : ''
  })
  /** What was read, once it is clear which column has the addresses. */
  const settledFile = computed(() => {
    const found = file.found.value
    return found?.reading.question === null ? { importId: found.importId, good: found.counts.good } : null
  })
  const read = computed(() =>
    readForm(form.value, {
      today: today.value,
      currency: serviceCurrency.value,
      file: settledFile.value,
      columnUnclear: file.found.value !== null && settledFile.value === null,
      defaultBatchName: defaultBatchName.value,
    }),
  )
  /** Anything that a person would miss. */
  const dirty = computed(() => {
    const { validFromText, expiresText } = form.value
    const fresh = { ...(terms.value ?? defaultForm(today.value)), validFromText, expiresText }
    const same = (Object.keys(fresh) as (keyof CreateForm)[]).every((key) => fresh[key] === form.value[key])
    return !same || file.file.value !== null || (pasting.value ?? '') !== ''
  })

  function reset(): void {
    form.value = { ...toRaw(terms.value ?? defaultForm(today.value)) }
    file.remove()
    rowEdit.value = null
    pasting.value = null
    touched.value = {}
    tried.value = false
  }
  const draft = useDraft('create', {
    schema: savedDraftSchema,
    content: () =>
      dirty.value
        ? {
            form: form.value,
            file: file.file.value?.token ? file.file.value : null,
            choices: file.choices.value,
            corrections: file.corrections.value,
            rowEdit: rowEdit.value,
            pasted: file.pasted.value,
            pasting: keptText(pasting.value),
          }
        : null,
    show(content) {
      form.value = content.form
      rowEdit.value = content.rowEdit
      pasting.value = content.pasting
      if (!content.file) file.remove()
      else if (content.file.token !== file.file.value?.token)
        void file.restore({ ...content, file: content.file })
    },
    reset,
  })
  // What was typed for one site is nothing of another: that one's own draft takes its place.
  watch(
    () => site.site?.id,
    (_id, before) => {
      if (before === undefined) return
      terms.value = null
      done.value = null
      reset()
    },
    { flush: 'sync' },
  )
  /** After a creation: the terms stay for the next one; the recipients, and how many codes they got, do not. */
  function settle(made: Done): void {
    done.value = made
    terms.value = nextForm(toRaw(form.value))
    reset()
    draft.drop()
  }

  const shows = (field: Field): boolean => {
    const problem = read.value.problems[field]
    return problem !== undefined && (tried.value || touched.value[field] === true || isShownAtOnce(problem))
  }
  return {
    today,
    form,
    serviceCurrency,
    terms,
    touched,
    tried,
    done,
    creating,
    file,
    read,
    defaultBatchName,
    dirty,
    shows,
    rowEdit,
    pasting,
    clear: draft.discard,
    kept: markRaw(draft),
    settle,
  }
})
