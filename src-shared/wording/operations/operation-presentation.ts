import type { DetailsOf, OperationKind } from '../../contract/operations.ts'
import type { SettingName } from '../../contract/site-settings.ts'
import type { PaymentCurrency } from '../../domain/commerce/payment-currency.ts'
import type { ProviderId } from '../../domain/commerce/providers.ts'
import type { Service } from '../../domain/services.ts'
import type { history } from '../../languages/nb/window/history.ts'
import type { operations } from '../../languages/nb/window/operations.ts'
import type { Translator } from './operation-sentence.ts'

/** A line of an operation's details. A change has the earlier value in `before`. */
export interface OperationRow {
  label: string
  value: string
  before?: string
  detail?: string
}

/** What a sentence is made with: `say` knows the texts of its kind of operation. */
export interface SentenceWords<K extends OperationKind> extends Translator {
  say(key: keyof (typeof operations)[K] & string, values?: Record<string, string>, plural?: number): string
}

/** What rows are made with besides. Names that the first page does without come from the page that shows rows. */
export interface RowWords<K extends OperationKind> extends SentenceWords<K> {
  row(label: keyof (typeof history)['rows'], value: string, detail?: string): OperationRow
  service(service: Service): string
  fields(keys: readonly string[]): string
  provider(provider: ProviderId): string
  /** A value of a setting in its stored form. */
  setting(name: SettingName, stored: string): string
  payment(minor: number, currency: PaymentCurrency): string
}

/** How operations of one kind look in the history. Both functions go by the details alone. */
export interface OperationPresentation<K extends OperationKind> {
  /** In one line without a full stop: "21 koder forlenget til 30.06.2026". */
  sentence(details: DetailsOf[K], words: SentenceWords<K>): string
  /** The details, line by line. */
  rows(details: DetailsOf[K], words: RowWords<K>): OperationRow[]
}
export type OperationPresentations<K extends OperationKind> = {
  readonly [P in K]: OperationPresentation<P>
}

type Counted =
  | 'common.codes'
  | 'common.recipients'
  | 'common.rows'
  | 'mail.messages'
  | 'history.days'
  | 'history.orders'
  | 'history.returns'
/** "1 kode", "21 koder". */
export const counted = ({ t, count }: Translator, key: Counted, n: number): string =>
  t(key, { n: count(n) }, n)

/** The services by name: one of them, or both. */
export const servicesIn = ({ t }: Translator, services: readonly Service[]): string =>
  t(`history.services.${services.length === 1 ? services[0] : 'both'}`)
