import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ServiceSettings } from '#shared/contract/commerce.ts'
import type { Missing } from '#shared/domain/commerce/completeness.ts'
import { fieldOfKey } from './change-label.ts'
import { formProblems, isAccountField } from './form-problems.ts'
import type { ServiceForm } from './use-service-form.ts'

const MISSING_WORDS: Partial<Record<Missing, string>> = {
  cards: 'missingCards',
  provider: 'missingChoice',
  accountType: 'missingChoice',
  grant: 'missingGrant',
}

/**
 * What is wrong in the form of a service, and when it is said: at a field once it was left, everywhere and gathered
 * once a person tried to update.
 */
export function useFormProblems({ chosen, mode, ...form }: ServiceForm, settings: () => ServiceSettings) {
  const { t } = useI18n()
  const tried = ref(false)
  const left = ref(new Set<string>())
  /** Fields that the review found missing: they stay marked until they are filled in. */
  const missed = ref(new Set<string>())

  const problems = computed(() =>
    formProblems({ test: form.contentFor('test'), production: form.contentFor('production') }, mode.value, t),
  )
  const gathered = computed(() => (tried.value ? problems.value : []))
  const stillMissing = computed<ReadonlySet<string>>(() => new Set(settings()[chosen.value]?.missing ?? []))
  /** True once something was entered in a field that was missing. */
  const isFilled = (field: string): boolean => form.changes.value.some(({ key }) => fieldOfKey(key) === field)
  const sentences = computed(() => {
    const found = new Map<string, string>()
    for (const field of missed.value)
      if (stillMissing.value.has(field) && !isFilled(field))
        found.set(field, t(`commerce.problems.${MISSING_WORDS[field as Missing] ?? 'missing'}`))
    for (const { field, mode: whose, sentence } of problems.value)
      if ((tried.value || left.value.has(field)) && (whose === chosen.value || !isAccountField(field)))
        found.set(field, sentence)
    return found
  })
  watch(problems, (now) => now.length === 0 && (tried.value = false))

  return { problems, tried, left, missed, gathered, sentences }
}
