import { computed, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { MailCheck, MailSettings } from '#shared/contract/mail.ts'
import { useBackendEvent } from '../../../events.ts'
import { savedOtherwise, useSavedOtherwise } from '../../../composables/keep-typed.ts'
import { useDraft } from '../../../composables/use-draft.ts'
import { useFormUndo } from '../../../composables/use-form-undo.ts'
import { useApi } from '../../../api-client.ts'
import { useLanguage } from '../../../language.ts'
import { useBackend } from '../../../stores/backend.ts'
import { useFailures } from '../../../stores/failures.ts'
import { useJobs } from '../../../stores/jobs.ts'
import { useMail } from '../../../stores/mail.ts'
import { useNotices } from '../../../stores/notices.ts'
import {
  canCheck,
  changedFields,
  connectionOf,
  formOf,
  isSavedConnection,
  problemsOf,
  type ServerField,
  type ServerForm,
  serverFormSchema,
  settingsOf,
  SERVER_FIELDS,
  withSaved,
} from './server-form.ts'

/**
 * The mail server's settings: as saved, as typed, what is wrong (`showWrong` leads to the first of it), saving, and
 * trying the connection.
 */
export function useServer(showWrong: () => void) {
  const { t } = useI18n()
  const { count } = useLanguage()
  const api = useApi()
  const backend = useBackend()
  const jobs = useJobs()
  const mail = useMail()
  const notices = useNotices()
  const failures = useFailures()

  const saved = shallowRef<MailSettings | null>(null)
  const read = ref(false)
  const form = ref<ServerForm>(formOf(null))
  /** What is typed: undefined for nothing, null to take the stored one away. */
  const password = ref<string | null | undefined>()
  const tried = ref(false)
  const busy = ref<'saving' | 'checking' | null>(null)
  const check = shallowRef<MailCheck | null>(null)
  /** What has to be done before a password can be stored or used. */
  const needsPassphrase = ref<'save' | 'check' | null>(null)

  /** Whether the stored password belongs to the connection in the form: it is used for no other than its own. */
  const stored = computed<'none' | 'this' | 'other'>(() => {
    if (!saved.value?.passwordSet) return 'none'
    return isSavedConnection(form.value, saved.value) ? 'this' : 'other'
  })

  const problems = computed(() => problemsOf(form.value))
  const changed = computed(() => changedFields(form.value, saved.value))
  const dirty = computed(() => changed.value.length > 0 || password.value !== undefined)
  const meanwhile = useSavedOtherwise(changed)
  const problemOf = (field: ServerField) =>
    tried.value || (changed.value.includes(field) && form.value[field].trim() !== '')
      ? problems.value[field]
      : undefined

  const draft = useDraft('mail-server', {
    schema: serverFormSchema,
    ready: () => read.value,
    content: () => (changed.value.length > 0 ? form.value : null),
    show: (content) => (form.value = content),
    reset,
  })
  function reset(): void {
    form.value = formOf(saved.value)
    password.value = undefined
    tried.value = false
    check.value = null
  }
  useFormUndo('mail-server', {
    state: () => ({ form: form.value, password: password.value }),
    show(typed) {
      form.value = typed.form
      password.value = typed.password
    },
    base: () => [saved.value, read.value],
  })
  async function load(): Promise<void> {
    try {
      const now = await api.mail.settings({})
      const untouched = !dirty.value
      const kept = withSaved({ form: form.value, password: password.value }, saved.value, now)
      if (!untouched)
        meanwhile.note(savedOtherwise(SERVER_FIELDS, { kept, was: formOf(saved.value), is: formOf(now) }))
      saved.value = now
      if (untouched || !read.value) reset()
      else form.value = kept
      read.value = true
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failures.report(error)
    }
  }
  void load()
  watch(() => backend.returned, load)
  useBackendEvent('history.onRecorded', ({ kind }) => {
    if (kind === 'set-mail-settings' || kind === 'undo' || kind === 'redo') void load()
  })
  watch([form, password], () => (check.value = null), { deep: true })

  const typedPassword = () => (password.value === undefined ? {} : { password: password.value || null })

  async function refused(error: unknown, details: 'save' | 'check'): Promise<void> {
    if (isRefusal(error, 'secrets.locked') || isRefusal(error, 'secrets.unprotected'))
      needsPassphrase.value = details
    else failures.report(error)
  }

  /** With how many messages it does not send before a person says so. */
  function sayItIsSaved(): void {
    const waiting = mail.status?.doing === 'held' ? mail.waiting : 0
    notices.done(() => ({
      fact: t('mail.server.saved'),
      ...(waiting > 0 && {
        rest: t('mail.server.waits', { n: count(waiting) }, waiting),
        link: { label: t('mail.send.toOutbox'), to: { name: 'outbox' } },
      }),
    }))
  }

  async function save(): Promise<void> {
    tried.value = true
    if (busy.value) return
    if (Object.keys(problems.value).length > 0) return showWrong()
    busy.value = 'saving'
    try {
      const answer = check.value
      saved.value = await api.mail.saveSettings({ ...settingsOf(form.value), ...typedPassword() })
      reset()
      draft.drop()
      check.value = answer
      await mail.load().catch(() => undefined)
      sayItIsSaved()
    } catch (error) {
      await refused(error, 'save')
    } finally {
      busy.value = null
    }
  }

  async function tryConnection(): Promise<void> {
    if (busy.value) return
    if (!canCheck(form.value)) {
      tried.value = true
      return showWrong()
    }
    busy.value = 'checking'
    check.value = null
    try {
      const started = await api.mail.check({ ...connectionOf(form.value), ...typedPassword() })
      const answer = await jobs.follow(started)
      if (answer.problem === 'secrets-locked') needsPassphrase.value = 'check'
      check.value = answer
    } catch (error) {
      await refused(error, 'check')
    } finally {
      busy.value = null
    }
  }
  /** The passphrase was given: what waited for it is done now. */
  function unlocked(): void {
    const details = needsPassphrase.value
    needsPassphrase.value = null
    void (details === 'check' ? tryConnection() : save())
  }

  return {
    saved,
    read,
    form,
    password,
    stored,
    problemOf,
    changed,
    savedOtherwise: meanwhile.fields,
    dirty,
    busy,
    check,
    needsPassphrase,
    draft,
    discard: draft.discard,
    save,
    tryConnection,
    unlocked,
  }
}
