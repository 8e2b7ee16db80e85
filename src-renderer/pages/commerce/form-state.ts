import { z } from 'zod'
import type { ServiceSettings, ModeSettings } from '#shared/contract/commerce.ts'
import type { Card } from '#shared/domain/commerce/cards.ts'
import { differences, type FieldPlace, keyOf } from '#shared/domain/commerce/fields.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import {
  type Accounts,
  accountsSchema,
  type Content,
  EMPTY_CONTENT,
  type Settings,
  settingsSchema,
} from '#shared/domain/commerce/settings.ts'
import { tidy } from '#shared/domain/commerce/tidy.ts'
import { modeSchema } from '#shared/domain/service-schemas.ts'
import { MODES, type Mode } from '#shared/domain/services.ts'

/** What an edit began from in one mode; revision 0 is the empty beginning. */
export interface Began {
  readonly revision: number
  readonly content: Content
}

/** What is in the form: the settings of the mode in effect, and the accounts of both modes. */
export interface Edited {
  readonly settings: Settings
  readonly accounts: Readonly<Record<Mode, Accounts>>
}

/** Passwords typed and not saved yet; they are in no draft. */
export type Typed = Readonly<Record<Mode, Partial<Record<ProviderId, string>>>>
export const NOTHING_TYPED: Typed = { test: {}, production: {} }

export const beganFrom = (settings: ModeSettings | null): Began => ({
  revision: settings?.revision ?? 0,
  content: settings?.content ?? EMPTY_CONTENT,
})

export const beganIn = (service: ServiceSettings): Record<Mode, Began> => ({
  test: beganFrom(service.test),
  production: beganFrom(service.production),
})

/** The form as it is before anything is changed. */
export const unedited = (began: Record<Mode, Began>, mode: Mode): Edited => ({
  settings: began[mode].content.settings,
  accounts: { test: began.test.content.accounts, production: began.production.content.accounts },
})

/** The form as the content of one mode. */
export const contentOf = (edited: Edited, mode: Mode): Content => ({
  settings: edited.settings,
  accounts: edited.accounts[mode],
})

/** One field that differs from what is saved. */
export interface Change {
  /** `settings.footer`, `options.payflow-pro.cards`, `password.payflow-pro`. */
  readonly key: string
  readonly place: FieldPlace | null
  /** Of the cards, those that were ticked or unticked. */
  readonly cards?: readonly Card[]
  readonly provider?: ProviderId
  /** Whose account it is; null for settings, which both modes share. */
  readonly mode: Mode | null
}

/** Everything that differs from what is saved, in the order of the form. `mode` is the service's. */
export function changesOf(began: Record<Mode, Began>, mode: Mode, edited: Edited, typed: Typed): Change[] {
  const before = unedited(began, mode)
  const accountsOf = (one: Mode) =>
    differences(
      ...tidied(contentOf({ ...before, settings: edited.settings }, one), contentOf(edited, one)),
    ).map(({ place }): Change => ({ key: keyOf(place), place, mode: one }))
  const settings = differences(
    ...tidied({ settings: before.settings, accounts: {} }, { settings: edited.settings, accounts: {} }),
  ).map(({ place, before: old, after }): Change => {
    const change = { key: keyOf(place), place, mode: null }
    if (place.field !== 'cards' || !Array.isArray(old) || !Array.isArray(after)) return change
    const toggled = [...old, ...after].filter((card) => old.includes(card) !== after.includes(card))
    return { ...change, cards: toggled as Card[] }
  })
  const passwords = MODES.flatMap((one) =>
    Object.keys(typed[one]).map((provider): Change => ({
      key: `password.${provider}`,
      place: null,
      provider: provider as ProviderId,
      mode: one,
    })),
  )
  return [...settings, ...MODES.flatMap(accountsOf), ...passwords]
}

/** As they would be stored: a space at the end is no change. */
const tidied = (before: Content, after: Content): [Content, Content] => [tidy(before), tidy(after)]

/** How many fields that is, as history and revisions count them: all passwords of a mode are one field. */
export const fieldCount = (changes: readonly Change[], serviceMode: Mode): number =>
  new Set(changes.map(({ key, place, mode }) => `${mode ?? serviceMode} ${place ? key : 'password'}`)).size

/** True when something in `target` is to be saved: settings belong to the mode in effect. */
export const changesIn = (changes: readonly Change[], target: Mode, serviceMode: Mode): boolean =>
  changes.some(({ mode }) => (mode ?? serviceMode) === target)

/** An unsaved form, as it is kept: all but the passwords. */
export const draftSchema = z.strictObject({
  base: z.strictObject({ test: z.int(), production: z.int() }),
  mode: modeSchema,
  chosen: modeSchema,
  settings: settingsSchema,
  accounts: z.strictObject({ test: accountsSchema, production: accountsSchema }),
})
export type Draft = z.output<typeof draftSchema>
