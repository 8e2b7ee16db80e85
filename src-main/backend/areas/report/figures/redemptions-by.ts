import type { RedemptionsBy, Takings } from '#shared/contract/report.ts'
import { MODES, type Mode } from '#shared/domain/services.ts'
import { addTakings } from '#backend/storage/day-tally.ts'
import type { RedeemedCount } from '#backend/storage/report.ts'

/** Batches that are compared in each mode. */
const COMPARED_BATCHES = 10

/** Redemptions and their money by service, by the batches that were used most, and by what was sold. */
export function redemptionsBy(counts: readonly RedeemedCount[]): RedemptionsBy {
  const batches = groups(
    counts,
    ({ batch }) => `${batch}`,
    ({ batch, name }) => ({ batch, name }),
  )
  const best = new Set(MODES.flatMap((mode) => mostRedeemed(batches, mode).slice(0, COMPARED_BATCHES)))
  return {
    services: groups(
      counts,
      ({ service }) => service,
      ({ service }) => ({ service }),
    ),
    batches: batches.filter((batch) => best.has(batch)),
    items: groups(
      counts,
      ({ service, item }) => `${service} ${item}`,
      ({ service, item }) => ({ service, item }),
    ),
  }
}

interface Counted {
  readonly takings: Takings[]
}

/** The counts that have the same key, added up; the most redeemed first. */
function groups<Part extends object>(
  counts: readonly RedeemedCount[],
  keyOf: (count: RedeemedCount) => string,
  partOf: (count: RedeemedCount) => Part,
): (Part & Counted)[] {
  const byKey = new Map<string, Part & Counted>()
  for (const count of counts) {
    const before = byKey.get(keyOf(count))
    const { mode, currency, redemptions, paid, discount } = count
    const takings = addTakings(before?.takings ?? [], { mode, currency, redemptions, paid, discount })
    byKey.set(keyOf(count), { ...(before ?? partOf(count)), takings })
  }
  const parts = [...byKey.values()]
  for (const { takings } of parts) takings.sort((one, other) => other.redemptions - one.redemptions)
  return parts.sort((one, other) => redemptionsOf(other) - redemptionsOf(one))
}

const mostRedeemed = <Part extends Counted>(parts: readonly Part[], mode: Mode): Part[] =>
  parts
    .filter((part) => redemptionsOf(part, mode) > 0)
    .sort((one, other) => redemptionsOf(other, mode) - redemptionsOf(one, mode))

const redemptionsOf = ({ takings }: Counted, mode?: Mode): number =>
  takings.reduce((sum, one) => (mode && one.mode !== mode ? sum : sum + one.redemptions), 0)
