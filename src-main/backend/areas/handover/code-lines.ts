import type { ReportRow } from '#shared/contract/report.ts'

/** A code as those who run the site get it: its terms, and nobody's name. */
export interface CodeLine {
  readonly code: string
  /** `withdrawn`: it was never to be; its creation was undone. */
  readonly state: 'valid' | 'deleted' | 'withdrawn'
  readonly service: string
  readonly appliesTo: string
  /** Hundredths of a percent; null for a fixed amount. */
  readonly percentHundredths: number | null
  /** Minor units of `currency`; null for a percentage. */
  readonly amountMinor: number | null
  readonly currency: string
  /** Null for any number of uses. */
  readonly uses: number | null
  /** Empty where it is valid from its creation. */
  readonly validFrom: string
  readonly expires: string
}

export const codeLine = ({
  code,
  status,
  service,
  appliesTo,
  discount,
  limit,
  validFrom,
  expires,
}: ReportRow): CodeLine => ({
  code,
  state: status === 'deleted' ? 'deleted' : 'valid',
  service,
  appliesTo,
  percentHundredths: discount.kind === 'percent' ? discount.hundredths : null,
  amountMinor: discount.kind === 'amount' ? discount.minor : null,
  currency: discount.kind === 'amount' ? discount.currency : '',
  uses: limit,
  validFrom: validFrom ?? '',
  expires,
})

export const withdrawnLine = (code: string): CodeLine => ({
  code,
  state: 'withdrawn',
  service: '',
  appliesTo: '',
  percentHundredths: null,
  amountMinor: null,
  currency: '',
  uses: null,
  validFrom: '',
  expires: '',
})

export const CODE_FIELDS = [
  'code',
  'state',
  'service',
  'appliesTo',
  'percentHundredths',
  'amountMinor',
  'currency',
  'uses',
  'validFrom',
  'expires',
] as const satisfies readonly (keyof CodeLine)[]
