import type { BatchTerms } from '#shared/contract/promo.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Language } from '#shared/preferences.ts'
import { plainDecimal } from '#shared/wording/format.ts'
import { type CreateForm, defaultForm, GROUPS } from './form.ts'

/** The form with the terms of an earlier batch; recipients, and days that have passed, stay as they are. */
export function withTermsOf(
  form: CreateForm,
  terms: BatchTerms,
  { today, language }: { today: IsoDate; language: Language },
): CreateForm {
  const { service, appliesTo, usage, discount, validFrom, expires, note, codeType } = terms
  return {
    ...form,
    service,
    appliesTo,
    usageKind: usage.kind,
    ...(usage.kind === 'times' && { times: String(usage.times) }),
    discountKind: discount.kind,
    ...(discount.kind === 'percent'
      ? { percent: plainDecimal(discount.hundredths, language) }
      : { amount: plainDecimal(discount.minor, language), currency: discount.currency }),
    ...(validFrom !== null && validFrom >= today
      ? { validFrom, validFromText: '' }
      : { validFrom: null, validFromText: '' }),
    ...(expires >= today ? { expires } : { expires: form.expires ?? defaultForm(today).expires }),
    note,
    ...(codeType && {
      codeKind: 'generated' as const,
      length: String(codeType.length),
      prefix: codeType.prefix ?? '',
      suffix: codeType.suffix ?? '',
      groupSize: GROUPS.find((size) => size === String(codeType.groupSize)) ?? 'none',
    }),
  }
}
