import { z } from 'zod'
import {
  SETTING_NAMES,
  type SettingName,
  type Settings,
  siteSettings,
} from '#shared/contract/site-settings.ts'
import { isTimeZone } from '#shared/domain/dates.ts'
import { parseDecimal } from '#shared/domain/money.ts'
import { type PromoLinkProblem, promoLinkProblem } from '#shared/domain/promo-link.ts'

/** The settings as typed, or ticked, those of a draft. */
export const siteFormSchema = z.partialRecord(z.enum(SETTING_NAMES), z.union([z.string(), z.boolean()]))

/** The settings as typed, or ticked. */
export type SiteForm = Record<SettingName, string | boolean>
/** What of the site the form shows. */
export type SavedSite = Pick<Settings, SettingName>
/** What is wrong with a setting: a message key among its texts. */
export type SettingError = 'missing' | 'tooLong' | 'wrong' | PromoLinkProblem

export const formOf = (site: SavedSite, count: (n: number) => string): SiteForm =>
  Object.fromEntries(SETTING_NAMES.map((name) => [name, asTyped(site[name], count)])) as SiteForm

const asTyped = (value: string | number | boolean, count: (n: number) => string): string | boolean =>
  typeof value === 'number' ? count(value) : value

/** Reads "1 000" and "1,000" alike; undefined for what is no whole number. */
function wholeNumberFrom(text: string): number | undefined {
  const read = parseDecimal(text.replace(/[.,](?=\d{3}(\D|$))/g, ''), 0)
  return 'units' in read ? read.units : undefined
}

/** What was typed, as a value of the setting; undefined where it cannot be one. */
export function valueFrom<N extends SettingName>(name: N, typed: string | boolean): Settings[N] | undefined {
  const { control, accepts } = siteSettings[name]
  const value = control === 'number' ? wholeNumberFrom(String(typed)) : typed
  if (control === 'time-zone' && !isTimeZone(String(typed))) return undefined
  return accepts.safeParse(value).data as Settings[N] | undefined
}

/** What is wrong, by setting. */
export function errorsOf(form: SiteForm): Partial<Record<SettingName, SettingError>> {
  const wrong = SETTING_NAMES.filter((name) => valueFrom(name, form[name]) === undefined)
  return Object.fromEntries(wrong.map((name) => [name, errorOf(name, String(form[name]))]))
}

function errorOf(name: SettingName, typed: string): SettingError {
  const { control } = siteSettings[name]
  if (control === 'promo-link') return promoLinkProblem(typed) ?? 'wrong'
  return control !== 'text' ? 'wrong' : typed.trim() === '' ? 'missing' : 'tooLong'
}

/** The settings whose meaning differs from what is saved; a number typed another way is the same. */
export const changedSettings = (form: SiteForm, site: SavedSite): SettingName[] =>
  SETTING_NAMES.filter((name) => {
    const value = valueFrom(name, form[name])
    return value === undefined ? !isSaved(form[name], site[name]) : value !== site[name]
  })

/** What is saved may be nothing that can be saved again: an unnamed site. */
const isSaved = (typed: string | boolean, saved: string | number | boolean): boolean =>
  typeof typed === 'string' ? typed.trim() === saved : typed === saved
