import { z } from 'zod'
import { MAX_PROMO_LINK, promoLinkProblem } from '../domain/promo-link.ts'

/** What a setting is: its values, and how they are written as text, in storage and in the history. */
export interface SettingType<Value> {
  readonly schema: z.ZodType<Value>
  encode(value: Value): string
  decode(stored: string): Value
}

const text: SettingType<string> = {
  schema: z.string(),
  encode: (value) => value,
  decode: (stored) => stored,
}
const wholeNumber: SettingType<number> = { schema: z.int(), encode: String, decode: Number }
export const yesNo: SettingType<boolean> = {
  schema: z.boolean(),
  encode: (value) => (value ? 'yes' : 'no'),
  decode: (stored) => stored === 'yes',
}

export type Control = 'text' | 'number' | 'switch' | 'time-zone' | 'promo-link'

interface Common<Value> {
  readonly type: SettingType<Value>
  /** What it is while nothing is stored: in a new site, or one of a version that did not know it. */
  readonly default: Value
  readonly description?: string
}
/** Changed by a person on the page of settings: recorded in the history, and undone there. */
interface PersonsSetting<Value> extends Common<Value> {
  readonly control: Control
  /** What a person may set it to. */
  readonly accepts: z.ZodType<Value>
}
/** Kept by the program itself. */
interface OwnSetting<Value> extends Common<Value> {
  readonly control: null
}
export type SettingDefinition<Value = unknown> = PersonsSetting<Value> | OwnSetting<Value>
export type SettingDefinitions = Readonly<Record<string, SettingDefinition>>

/** A setting that a person changes. */
export const setting = <Value, const C extends Control>(
  definition: PersonsSetting<Value> & { readonly control: C },
) => definition
const ownSetting = <Value>(definition: OwnSetting<Value>) => definition

export const RECIPIENT_LIMIT = { default: 1000, max: 100_000 } as const

/** Ten years, and some: accounting asks for fewer. */
export const MAX_RETENTION_MONTHS = 180

/** The settings of a site. What a person sees of one is in `languages/LANGUAGE/window/site-settings.ts`. */
export const siteSettings = {
  /** Empty until a person has named the site. */
  name: setting({
    type: text,
    accepts: z.string().trim().min(1).max(80),
    default: '',
    control: 'text',
  }),
  timeZone: setting({
    type: text,
    accepts: z.string().min(1).max(64),
    default: '',
    control: 'time-zone',
    description: 'IANA name; expiry days end at midnight there',
  }),
  timeZoneConfirmed: ownSetting({
    type: yesNo,
    default: false,
    control: null,
    description: 'False until a person has saved the settings once',
  }),
  recipientLimit: setting({
    type: wholeNumber,
    accepts: z.int().min(1).max(RECIPIENT_LIMIT.max),
    default: RECIPIENT_LIMIT.default,
    control: 'number',
  }),
  promoLink: setting({
    type: text,
    accepts: z
      .string()
      .trim()
      .max(MAX_PROMO_LINK)
      .refine((link) => promoLinkProblem(link) === undefined, 'an https address with %PromoCode% in it'),
    default: '',
    control: 'promo-link',
    description: 'The address of the site’s page with %PromoCode% in it; empty for none',
  }),
  retentionMonths: setting({
    type: wholeNumber,
    accepts: z.int().min(0).max(MAX_RETENTION_MONTHS),
    default: 0,
    control: 'number',
    description: 'Persons whose codes all expired so many months ago are proposed for erasure; 0 for never',
  }),
}

type ValueOf<D> = D extends SettingDefinition<infer Value> ? Value : never
export type SettingValues<D extends SettingDefinitions> = { readonly [K in keyof D]: ValueOf<D[K]> }
/** Some of them; what is left out, or undefined, stays. */
export type SettingRequest<D extends SettingDefinitions> = {
  readonly [K in keyof D]?: ValueOf<D[K]> | undefined
}
/** The settings that a person changes. */
export type PersonsSettings<D extends SettingDefinitions> = {
  [K in keyof D]: D[K]['control'] extends null ? never : K
}[keyof D] &
  string

export type Settings = SettingValues<typeof siteSettings>
export type SettingName = PersonsSettings<typeof siteSettings>

/** What the settings are while nothing is stored. */
export const DEFAULT_SETTINGS = Object.fromEntries(
  Object.entries<SettingDefinition>(siteSettings).map(([name, definition]) => [name, definition.default]),
) as unknown as Settings

/** The names of the settings that a person changes, in the order of the page. */
export const personsSettings = <D extends SettingDefinitions>(definitions: D) =>
  Object.keys(definitions).filter((name) => definitions[name]?.control !== null) as PersonsSettings<D>[]

export const SETTING_NAMES = personsSettings(siteSettings)

/** What `site.get` answers of them, and what `site.update` takes. */
export const settingsShape = Object.fromEntries(
  Object.entries<SettingDefinition>(siteSettings).map(([name, { type, description }]) => [
    name,
    description === undefined ? type.schema : type.schema.meta({ description }),
  ]),
) as { [K in keyof Settings]: z.ZodType<Settings[K]> }

export const settingsRequestShape = Object.fromEntries(
  Object.entries<SettingDefinition>(siteSettings).flatMap(([name, definition]) =>
    definition.control === null ? [] : [[name, definition.accepts.optional()]],
  ),
) as { [K in SettingName]: z.ZodOptional<z.ZodType<Settings[K]>> }
