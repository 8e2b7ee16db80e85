import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { isRefusal } from '#shared/contract/refusal.ts'
import { merge } from '#shared/domain/commerce/fields.ts'
import type { Content } from '#shared/domain/commerce/settings.ts'
import type { Instant } from '#shared/domain/dates.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import { useLanguage } from '../../language.ts'
import { useApi } from '../../api-client.ts'
import type { FormDraft } from '../../composables/use-draft.ts'
import { wasDoneAnyway } from '../../lost/lost-answer.ts'
import { useFailures } from '../../stores/failures.ts'
import { type NoticeUndo, useNotices } from '../../stores/notices.ts'
import { type Began, beganFrom, changesIn, fieldCount } from './form-state.ts'
import type { ServiceForm } from './use-service-form.ts'

/** What changed between the start of the edit and its Update. */
export interface Meanwhile {
  readonly mode: Mode
  readonly base: Began
  readonly theirs: Began & { readonly at: Instant | null }
  readonly mine: Content
}

/** Update: saves what is to be saved; production goes by way of the review. */
export function useUpdate(
  form: ServiceForm,
  service: Service,
  draft: Pick<FormDraft, 'keep' | 'drop'>,
  toReview: () => Promise<unknown>,
) {
  const api = useApi()
  const { t } = useI18n()
  const { count } = useLanguage()
  const notices = useNotices()
  const failures = useFailures()
  const saving = ref(false)
  const meanwhile = shallowRef<Meanwhile | null>(null)
  /** What has to be done before a password can be stored. */
  const needsPassphrase = ref(false)
  const services = computed(() => t(`commerce.servicesShort.${form.now.value?.linked ? 'both' : service}`))

  /** Answers with the operation that was recorded, or null. */
  async function save(one: Mode): Promise<number | null> {
    const input = {
      service,
      base: form.began.value[one].revision,
      content: form.contentFor(one),
      passwords: form.passwordsFor(one),
    }
    const stored = one === 'test' ? api.commerce.update(input) : api.commerce.productionAccount(input)
    const { operationId, ...settings } = await stored.catch(async (error: unknown) => {
      if (!wasDoneAnyway(error)) throw error
      const [operation] = error.outcome.operations
      return { ...(await api.commerce.get({ service })), operationId: operation?.id ?? null }
    })
    form.saved(settings, one)
    return operationId
  }

  /** Saves, says so, and leads on to the review where production is chosen. */
  async function update(): Promise<void> {
    if (saving.value) return
    if (form.mode.value === 'production') {
      await draft.keep()
      await toReview()
      return
    }
    saving.value = true
    try {
      const fields = fieldCount(form.changes.value, form.mode.value)
      const changed = (one: Mode) => changesIn(form.changes.value, one, form.mode.value)
      const inTest = changed('test')
      const recorded: (number | null)[] = []
      if (inTest) recorded.push(await save('test'))
      if (changed('production')) recorded.push(await save('production'))
      draft.drop()
      if (form.chosen.value === 'production') await toReview()
      else notifySaved(fields, inTest, recorded)
    } catch (error) {
      await refused(error)
    } finally {
      saving.value = false
    }
  }

  function notifySaved(fields: number, inTest: boolean, recorded: readonly (number | null)[]): void {
    const { revision } = form.began.value.test
    notices.done(
      () => ({
        fact: inTest
          ? t('commerce.bar.done', { n: count(revision), services: services.value })
          : t('commerce.bar.doneAccount'),
        rest: t('commerce.bar.doneRest', { n: count(fields) }, fields),
      }),
      undoOf(recorded),
    )
  }

  /** Both modes saved are two operations, and one notice: its Undo takes back both, the later one first. */
  function undoOf(recorded: readonly (number | null)[]): NoticeUndo | null {
    const operations = recorded.filter((id) => id !== null).reverse()
    return operations.length > 0 ? operations : null
  }

  async function refused(error: unknown): Promise<void> {
    if (isRefusal(error, 'commerce.changed-meanwhile')) {
      await form.look()
      showMeanwhile()
    } else if (isRefusal(error, 'secrets.locked') || isRefusal(error, 'secrets.unprotected')) {
      needsPassphrase.value = true
    } else failures.report(error)
  }

  /** Shows what another window saved beside what this one changed. */
  function showMeanwhile(): void {
    const mode = form.mode.value
    const settings = form.now.value?.[mode] ?? null
    meanwhile.value = {
      mode,
      base: form.began.value[mode],
      theirs: { ...beganFrom(settings), at: settings?.at ?? null },
      mine: form.contentFor(mode),
    }
  }

  /** Theirs with mine, of what both changed the fields in `takeMine`; then Update again. */
  async function mergeAndUpdate(takeMine: ReadonlySet<string>): Promise<void> {
    const { value } = meanwhile
    if (!value) return
    form.goOnFrom(merge(value.base.content, value.theirs.content, value.mine, takeMine))
    meanwhile.value = null
    if (form.changes.value.length > 0) await update()
    else draft.drop()
  }

  /** What the other window saved, and nothing of mine. */
  function takeTheirs(): void {
    meanwhile.value = null
    form.discard()
    draft.drop()
  }

  return {
    saving,
    meanwhile,
    needsPassphrase,
    services,
    update,
    refused,
    showMeanwhile,
    mergeAndUpdate,
    takeTheirs,
  }
}
export type Update = ReturnType<typeof useUpdate>
