import type { CreationPlan } from '#shared/contract/promo.ts'
import { wholeLength } from '#shared/domain/code-pattern.ts'
import type { Creation } from '#shared/domain/creation.ts'
import type { Language } from '#shared/preferences.ts'
import { formatDiscount } from '#shared/wording/format.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import type { Translator } from '#shared/wording/operations/operation-sentence.ts'

export interface Summary {
  /** How many for whom, in bold. */
  lead: string
  /** What follows it on the same line, its own space or comma included. */
  rest: string
}

export type Planned = Pick<CreationPlan, 'recipients' | 'codes' | 'batches' | 'leftOut'>

/** Small numbers are words in running text, as Norwegian and English style guides have it. */
export function inWords(n: number, { t, count }: Pick<Translator, 't' | 'count'>): string {
  return n >= 1 && n <= 12 ? t(`create.numbers.n${n}`) : count(n)
}

/** What was made, as a sentence. */
export function doneFact(
  made: { readonly codes: number; readonly recipients: number },
  { t, count }: Pick<Translator, 't' | 'count'>,
): string {
  const codes = t('common.codes', { n: count(made.codes) }, made.codes)
  if (made.recipients === 0) return t('create.done.factForNobody', { codes })
  const recipients = t('common.recipients', { n: count(made.recipients) }, made.recipients)
  return t('create.done.fact', { codes, recipients })
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** What is to be paid less for: "direktehendelser i Webex Events". */
export function itemsOf(
  { service, appliesTo }: Pick<Creation, 'service' | 'appliesTo'>,
  { t }: Pick<Translator, 't'>,
  language: Language,
): string {
  return t('create.summary.items', {
    what: t(`create.items.${appliesTo}`),
    service: REPORT_WORDS[language].services[service],
  })
}

/** One sentence or a few that say what Create will make, in the words of a person who would check it. */
export function summaryOf(
  creation: Creation,
  plan: Planned,
  translator: Translator,
  language: Language,
): Summary {
  const { t, date } = translator
  const { validFrom } = creation
  const terms = t(validFrom === undefined ? 'create.summary.terms' : 'create.summary.termsFrom', {
    discount: formatDiscount(creation.discount, language),
    items: itemsOf(creation, translator, language),
    usage: usageWords(creation, translator),
    date: date(creation.expires),
    ...(validFrom !== undefined && { from: date(validFrom) }),
  })
  const after = [
    plan.batches > 1 ? t('create.summary.batches', { n: inWords(plan.batches, translator) }) : '',
    plan.leftOut > 0
      ? t('create.summary.leftOut', { n: capital(inWords(plan.leftOut, translator)) }, plan.leftOut)
      : '',
  ]
  const { lead, rest } = whatForWhom(creation, plan, translator)
  return { lead, rest: [rest + '.', terms, ...after.filter(Boolean)].join(' ') }
}

function whatForWhom(creation: Creation, plan: Planned, translator: Translator): Summary {
  const { t, count } = translator
  const { codeType: type, recipients } = creation
  const whom =
    recipients.kind === 'one'
      ? recipients.name
      : t('common.recipients', { n: count(plan.recipients) }, plan.recipients)
  const isForNobody = recipients.kind === 'none'
  if (type.kind === 'own') {
    const codes = t('common.codes', { n: count(plan.codes) }, plan.codes)
    const lead = plan.recipients === 0 ? 'create.summary.leadForNobody' : 'create.summary.lead'
    return { lead: t(lead, { codes, whom }), rest: t('create.summary.own') }
  }
  if (type.kind === 'custom') {
    const lead = isForNobody ? 'create.summary.customForNobody' : 'create.summary.custom'
    return { lead: t(lead, { code: type.code, whom }), rest: '' }
  }
  const codes = t('common.codes', { n: count(plan.codes) }, plan.codes)
  const lead = t(isForNobody ? 'create.summary.leadForNobody' : 'create.summary.lead', { codes, whom })
  const length = count(wholeLength(type))
  if (plan.codes === 1) return { lead, rest: t('create.summary.single', { length }) }
  if (recipients.kind !== 'file' || plan.recipients === 1)
    return { lead, rest: t('create.summary.each', { length }) }
  return {
    lead,
    rest: t('create.summary.perRecipient', { n: inWords(type.perRecipient, translator), length }),
  }
}

function usageWords({ usage }: Creation, translator: Translator): string {
  const { t } = translator
  if (usage.kind === 'times') return t('create.summary.times', { n: inWords(usage.times, translator) })
  return t(`create.summary.${usage.kind}`)
}
