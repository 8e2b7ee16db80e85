import { computed, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { z } from 'zod'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { MailTemplate } from '#shared/contract/mail.ts'
import { type TemplateField, type TemplateProblem, templateProblems } from '#shared/domain/mail/template.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import { useBackendEvent } from '../../../events.ts'
import { keepTyped, savedOtherwise, useSavedOtherwise } from '../../../composables/keep-typed.ts'
import { useDraft } from '../../../composables/use-draft.ts'
import { useFormUndo } from '../../../composables/use-form-undo.ts'
import { useLanguage } from '../../../language.ts'
import { useApi } from '../../../api-client.ts'
import { useBackend } from '../../../stores/backend.ts'
import { useFailures } from '../../../stores/failures.ts'
import { useNotices } from '../../../stores/notices.ts'

const FIELDS: readonly TemplateField[] = ['subject', 'text']

/** A template as it is being worded. */
const draftSchema = z.strictObject({ subject: z.string(), text: z.string() })
type TemplateDraft = z.output<typeof draftSchema>

/** The template that is worded: as saved, as typed, what is wrong with it, and its saving. */
export function useTemplate() {
  const { t } = useI18n()
  const { language: shown, nameOf } = useLanguage()
  const api = useApi()
  const backend = useBackend()
  const notices = useNotices()
  const failures = useFailures()

  const templates = shallowRef<readonly MailTemplate[]>([])
  const service = ref<Service>('events')
  const language = ref<Language>(shown.value)
  const saving = ref(false)

  const saved = computed(
    () =>
      templates.value.find((one) => one.service === service.value && one.language === language.value) ?? null,
  )
  const typed = shallowRef<TemplateDraft | null>(null)
  watch([service, language], () => (typed.value = null), { flush: 'sync' })
  const draft = computed(() => typed.value ?? saved.value)
  const field = (name: TemplateField) =>
    computed({
      get: () => draft.value?.[name] ?? '',
      set: (value: string) => {
        if (!draft.value || !saved.value) return
        show({ subject: draft.value.subject, text: draft.value.text, [name]: value })
      },
    })
  function show(next: TemplateDraft): void {
    typed.value = FIELDS.every((name) => next[name] === saved.value?.[name]) ? null : next
  }
  const subject = field('subject')
  const text = field('text')
  const problems = computed<readonly TemplateProblem[]>(() =>
    draft.value ? templateProblems({ subject: subject.value, text: text.value }) : [],
  )
  const changed = computed(() =>
    FIELDS.filter((name) => saved.value && draft.value?.[name] !== saved.value[name]),
  )

  const meanwhile = useSavedOtherwise(changed)

  const kept = useDraft('mail-template', {
    schema: draftSchema,
    part: () => `${service.value}.${language.value}`,
    ready: () => saved.value !== null,
    content: () => (changed.value.length > 0 ? typed.value : null),
    show: (content) => (typed.value = content),
    reset: () => (typed.value = null),
  })

  useFormUndo('mail-template', {
    state: () => draft.value && { subject: subject.value, text: text.value },
    show(content) {
      subject.value = content?.subject ?? ''
      text.value = content?.text ?? ''
    },
    base: () => [service.value, language.value, saved.value],
  })

  async function load(): Promise<void> {
    try {
      const now = await api.mail.templates({})
      const was = saved.value
      templates.value = now
      const is = saved.value
      if (!typed.value || !was || !is) return
      const next = keepTyped(typed.value, was, is)
      meanwhile.note(savedOtherwise(FIELDS, { kept: next, was, is }))
      show(next)
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failures.report(error)
    }
  }
  void load()
  watch(() => backend.returned, load)
  useBackendEvent('history.onRecorded', ({ kind }) => {
    if (kind === 'save-template' || kind === 'undo' || kind === 'redo') void load()
  })

  async function put(content: { subject: string; text: string } | null): Promise<void> {
    if (saving.value) return
    saving.value = true
    const place = { service: service.value, language: language.value }
    try {
      const { operationId } = await api.mail.saveTemplate({ ...place, content })
      if (place.service === service.value && place.language === language.value) {
        typed.value = null
        kept.drop()
      }
      await load()
      const say = content ? 'mail.templates.saved' : 'mail.templates.reset'
      notices.done(
        () => ({
          fact: t(say, {
            service: REPORT_WORDS[shown.value].services[place.service],
            language: nameOf(place.language),
          }),
          rest: t('mail.templates.affects'),
        }),
        operationId,
      )
    } catch (error) {
      failures.report(error)
    } finally {
      saving.value = false
    }
  }
  async function save(): Promise<void> {
    if (changed.value.length === 0 || problems.value.length > 0) return
    await put({ subject: subject.value, text: text.value })
  }

  return {
    service,
    language,
    saved,
    subject,
    text,
    problems,
    changed,
    savedOtherwise: meanwhile.fields,
    saving,
    save,
    draft: kept,
    discard: kept.discard,
    toDefault: () => put(null),
  }
}
