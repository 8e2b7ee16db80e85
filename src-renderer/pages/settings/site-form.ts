import { RECIPIENT_LIMIT, type Site } from '#shared/contract/site.ts'
import { isTimeZone } from '#shared/domain/dates.ts'
import { parseDecimal } from '#shared/domain/money.ts'

/** The fields as typed. */
export interface SiteForm {
  name: string
  timeZone: string
  recipientLimit: string
}

export type SiteField = keyof SiteForm
/** What of the site the form shows. */
export type SavedSite = Pick<Site, SiteField>
/** A message key under `settings`, by field. */
export type SiteFormErrors = Partial<
  Record<SiteField, 'nameMissing' | 'nameTooLong' | 'timeZoneUnknown' | 'limitWrong'>
>

export const MAX_NAME = 80
export const SITE_FIELDS: readonly SiteField[] = ['name', 'timeZone', 'recipientLimit']

export const formOf = (site: SavedSite, count: (n: number) => string): SiteForm => ({
  name: site.name,
  timeZone: site.timeZone,
  recipientLimit: count(site.recipientLimit),
})

/** Reads "1 000" and "1,000" alike; undefined for anything but 1 to 100,000. */
export function limitFrom(text: string): number | undefined {
  const read = parseDecimal(text.replace(/[.,](?=\d{3}(\D|$))/g, ''), 0)
  if (!('units' in read) || read.units < 1 || read.units > RECIPIENT_LIMIT.max) return undefined
  return read.units
}

/** What is wrong, by field. */
export function errorsOf(form: SiteForm): SiteFormErrors {
  const name = form.name.trim()
  return {
    ...(name === '' && { name: 'nameMissing' as const }),
    ...(name.length > MAX_NAME && { name: 'nameTooLong' as const }),
    ...(!isTimeZone(form.timeZone) && { timeZone: 'timeZoneUnknown' as const }),
    ...(limitFrom(form.recipientLimit) === undefined && { recipientLimit: 'limitWrong' as const }),
  }
}

/** The fields whose meaning differs from what is saved; a number typed another way is the same. */
export function changedFields(form: SiteForm, site: SavedSite): SiteField[] {
  const differs: Record<SiteField, boolean> = {
    name: form.name.trim() !== site.name,
    timeZone: form.timeZone !== site.timeZone,
    recipientLimit: limitFrom(form.recipientLimit) !== site.recipientLimit,
  }
  return SITE_FIELDS.filter((field) => differs[field])
}
