import { addDays, type IsoDate } from './dates.ts'

/** Days from one to another, each given as a date, or as so many days after today. */
export interface RelativeSpan {
  readonly from?: IsoDate | undefined
  readonly to?: IsoDate | undefined
  readonly fromDays?: number | undefined
  readonly toDays?: number | undefined
}

/** The dates that a span means on `today`. */
export function spanOn(
  { from, to, fromDays, toDays }: RelativeSpan,
  today: IsoDate,
): { readonly from?: IsoDate; readonly to?: IsoDate } {
  const first = from ?? (fromDays === undefined ? undefined : addDays(today, fromDays))
  const last = to ?? (toDays === undefined ? undefined : addDays(today, toDays))
  return { ...(first && { from: first }), ...(last && { to: last }) }
}
