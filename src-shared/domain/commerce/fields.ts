import { type ProviderId, PROVIDER_IDS } from './providers.ts'
import { accountOf, type Content, optionsOf } from './settings.ts'

const SETTINGS_FIELDS = ['provider', 'merchantName', 'support', 'header', 'footer'] as const
const OPTION_FIELDS = ['accountType', 'cards', 'express', 'currency'] as const
const ACCOUNT_FIELDS = ['partnerId', 'vendor', 'userId', 'clientId', 'paypalEmail'] as const

/** One field's place in a content. Options and account fields belong to a provider. */
export type FieldPlace =
  | { readonly part: 'settings'; readonly field: (typeof SETTINGS_FIELDS)[number] }
  | {
      readonly part: 'options'
      readonly provider: ProviderId
      readonly field: (typeof OPTION_FIELDS)[number]
    }
  | {
      readonly part: 'account'
      readonly provider: ProviderId
      readonly field: (typeof ACCOUNT_FIELDS)[number]
    }

/** Every field that a content has. */
export const PLACES: readonly FieldPlace[] = [
  { part: 'settings', field: 'provider' },
  ...PROVIDER_IDS.flatMap((provider): FieldPlace[] => [
    ...ACCOUNT_FIELDS.map((field) => ({ part: 'account', provider, field }) as const),
    ...OPTION_FIELDS.map((field) => ({ part: 'options', provider, field }) as const),
  ]),
  ...SETTINGS_FIELDS.slice(1).map((field) => ({ part: 'settings', field }) as const),
]

export type FieldValue = string | boolean | readonly string[] | null

/** A name for a place that crosses the border: `settings.footer`, `options.payflow-pro.cards`. */
export const keyOf = (place: FieldPlace): string =>
  place.part === 'settings' ? `settings.${place.field}` : `${place.part}.${place.provider}.${place.field}`

export const placeOf = (key: string): FieldPlace | undefined => PLACES.find((place) => keyOf(place) === key)

export function valueAt(content: Content, place: FieldPlace): FieldValue {
  if (place.part === 'settings') return content.settings[place.field]
  if (place.part === 'options') return optionsOf(content.settings, place.provider)[place.field]
  return accountOf(content.accounts, place.provider)[place.field]
}

/** `into` with the field at `place` as it is in `from`. */
export function withField(into: Content, from: Content, place: FieldPlace): Content {
  if (place.part === 'settings')
    return { ...into, settings: { ...into.settings, [place.field]: from.settings[place.field] } }
  const { provider, field } = place
  if (place.part === 'account') {
    const account = { ...accountOf(into.accounts, provider), [field]: valueAt(from, place) }
    return { ...into, accounts: { ...into.accounts, [provider]: account } }
  }
  const options = { ...optionsOf(into.settings, provider), [field]: valueAt(from, place) }
  return {
    ...into,
    settings: { ...into.settings, options: { ...into.settings.options, [provider]: options } },
  }
}

export interface Difference {
  readonly place: FieldPlace
  readonly before: FieldValue
  readonly after: FieldValue
}

const same = (a: FieldValue, b: FieldValue): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The fields that differ between two contents, in the order of the form. */
export function differences(before: Content, after: Content): Difference[] {
  return PLACES.flatMap((place) => {
    const [a, b] = [valueAt(before, place), valueAt(after, place)]
    return same(a, b) ? [] : [{ place, before: a, after: b }]
  })
}

/** True for a field that takes part in payments with this `content`: not one of a provider that is not chosen. */
export const inEffect = (content: Content, place: FieldPlace): boolean =>
  place.part === 'settings' || place.provider === content.settings.provider

export interface Conflict {
  /** Fields changed on both sides, to different values: the person chooses. */
  readonly both: readonly { place: FieldPlace; theirs: FieldValue; mine: FieldValue }[]
  /** Fields that only the other changed. */
  readonly theirs: readonly Difference[]
  /** Fields that only this person changed. */
  readonly mine: readonly Difference[]
}

/** What happened meanwhile, seen from the content that both began from. */
export function conflict(base: Content, theirs: Content, mine: Content): Conflict {
  const changedByThem = differences(base, theirs)
  const changedByMe = differences(base, mine)
  const shared = (list: readonly Difference[], { place }: Difference) =>
    list.find((other) => keyOf(other.place) === keyOf(place))
  return {
    both: changedByMe.flatMap((change) => {
      const other = shared(changedByThem, change)
      return other && !same(other.after, change.after)
        ? [{ place: change.place, theirs: other.after, mine: change.after }]
        : []
    }),
    theirs: changedByThem.filter((change) => !shared(changedByMe, change)),
    mine: changedByMe.filter((change) => !shared(changedByThem, change)),
  }
}

/** Theirs with everything that this person alone changed, and of what both changed the places named. */
export function merge(base: Content, theirs: Content, mine: Content, takeMine: ReadonlySet<string>): Content {
  const { both, mine: onlyMine } = conflict(base, theirs, mine)
  const places = [...onlyMine, ...both.filter(({ place }) => takeMine.has(keyOf(place)))]
  return places.reduce((content, { place }) => withField(content, mine, place), theirs)
}
