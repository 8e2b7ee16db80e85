import { CUSTOM_CODE } from '#shared/domain/promo-code.ts'
import { isBlank, type Table, type TableRow } from '#backend/areas/tables/tables.ts'

interface Asked {
  readonly sample: Table
  readonly header: TableRow | undefined
  readonly width: number
  /** Columns that have something else. */
  readonly taken: readonly number[]
}

/** What the headings of columns with codes say, in the languages of the other headings. */
const HEADINGS = new Set(
  `code codes kode koder koden promocode promocodes promokode promokoder kampanjekode kampanjekoder rabattkode rabattkoder
  discountcode discountcodes coupon coupons couponcode voucher vouchers vouchercode kupong kuponger kupongkode gutscheincode
  gutschein aktionscode rabattcode codepromo codigo`.split(/\s+/),
)

/** "Promo code", "Kampanjekode:". */
export const isCodeHeading = (cell: string | undefined): boolean =>
  HEADINGS.has((cell ?? '').toLowerCase().replace(/[^\p{L}]/gu, ''))

const isCode = (text: string): boolean =>
  text.length >= CUSTOM_CODE.min && text.length <= CUSTOM_CODE.max && CUSTOM_CODE.pattern.test(text)

/** A column counts as one of codes where so much of what it has can be codes. */
const ENOUGH = 0.5

/** The column that a heading says has codes, or else the one with the most different cells that can be; undefined for none. */
export function findCodeColumn({ sample, header, width, taken }: Asked): number | undefined {
  const columns = Array.from({ length: width }, (_, column) => column).filter((it) => !taken.includes(it))
  const named = columns.find((column) => isCodeHeading(header?.cells[column]))
  if (named !== undefined) return named
  const found = columns.map((column) => {
    const filled = sample.map(({ cells }) => cells[column]).filter((cell) => !isBlank(cell))
    const codes = filled.map((cell) => (cell ?? '').trim()).filter(isCode)
    return { column, different: new Set(codes).size, share: codes.length / Math.max(1, filled.length) }
  })
  const [best] = found
    .filter(({ different, share }) => different > 0 && share >= ENOUGH)
    .sort((one, other) => other.different - one.different)
  return best?.column
}
