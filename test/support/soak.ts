import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { everything } from '#shared/domain/selection.ts'
import type { Column, Filter, Order } from '#shared/contract/report.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { createDice, type Dice } from './hostile/dice.ts'
import type { ApiClient } from './process/backend-process.ts'

/**
 * Many clients that come, work and leave, each as fast as it is answered. Everybody reads everything; each changes the
 * codes of one recipient only, so that no client can be refused what it asks, and each knows what it has to find.
 */
export interface SoakOptions {
  readonly clients: number
  readonly ms: number
  /** How many codes the site has: all of them active, and far from expiring. */
  readonly codes: number
  /** What the address of client `i`'s recipient contains, and no other. */
  address(client: number): string
  connect(): (ApiClient & { close(): void }) | Promise<ApiClient & { close(): void }>
}

export interface SoakEnd {
  readonly visits: number
  /** What a client was refused, and where it found something else than it had to. */
  readonly problems: readonly string[]
  /** The names of result sets, all of whose clients have left. */
  readonly resultSets: readonly string[]
}

/** A code as its client left it. */
interface OwnCode {
  readonly id: number
  recipient: string
  expires: IsoDate
}

interface Visit extends ApiClient {
  readonly dice: Dice
  readonly resultSets: string[]
  readonly options: SoakOptions
  /** Of this client. */
  readonly filter: Filter
  own: OwnCode[]
}

export async function soak(options: SoakOptions): Promise<SoakEnd> {
  const end = performance.now() + options.ms
  const problems: string[] = []
  const resultSets: string[] = []
  let visits = 0
  const person = async (client: number): Promise<void> => {
    const dice = createDice(client)
    let own: OwnCode[] = []
    while (performance.now() < end && problems.length < 20) {
      const connection = await options.connect()
      const filter = { email: options.address(client) }
      const visit: Visit = { ...connection, dice, resultSets, options, filter, own }
      try {
        await work(visit)
        // Some leave without waiting for what they asked last.
        if (dice.chance(0.3)) visit.api.report.open({ filter: {}, order: [] }).catch(() => undefined)
        visits += 1
      } catch (error) {
        problems.push(isRefusal(error) ? `refused: ${error.code}` : String(error))
      }
      own = visit.own
      connection.close()
    }
  }
  await Promise.all(Array.from({ length: options.clients }, (_, client) => person(client)))
  return { visits, problems, resultSets }
}

async function work(visit: Visit): Promise<void> {
  await scroll(visit)
  await compare(visit)
  for (let left = 1 + visit.dice.below(3); left > 0; left -= 1) {
    await visit.dice.one([plan, figures, extend, edit])(visit)
    await compare(visit)
  }
}

async function open(visit: Visit, filter: Filter, order: Order) {
  const opened = await visit.api.report.open({ filter, order })
  visit.resultSets.push(opened.resultSet)
  return opened
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`wrong: ${what}`)
}

const COLUMNS: readonly Column[] = ['code', 'email', 'recipient', 'batch', 'expires', 'status']
const WINDOW = 100

/** Through a report of everything. */
async function scroll(visit: Visit): Promise<void> {
  const { dice, options } = visit
  const column = dice.one(COLUMNS)
  const filter = dice.one<Filter>([{}, { status: ['active'] }])
  const { resultSet, count } = await open(visit, filter, [{ column, descending: dice.chance(0.5) }])
  check(count === options.codes, `${count} codes`)
  for (let jumps = 3 + dice.below(10); jumps > 0; jumps -= 1) {
    const offset = dice.below(count - WINDOW)
    const { rows } = await visit.api.report.rows({ resultSet, offset, limit: WINDOW })
    check(rows.length === WINDOW && !rows.includes(null), 'a window with gaps')
    if (column !== 'code') continue
    const codes = rows.map((row) => row?.code.toLowerCase() ?? '')
    const sorted = codes.toSorted()
    check(
      [sorted, sorted.toReversed()].some((way) => way.join() === codes.join()),
      'the order of codes',
    )
  }
}

async function openOwn(visit: Visit) {
  const { resultSet, count } = await open(visit, visit.filter, [])
  const picked = { resultSet, ranges: everything(count).map(([from, to]): [number, number] => [from, to]) }
  return { resultSet, count, picked }
}

/** What is stored is what this client left. */
async function compare(visit: Visit): Promise<void> {
  const { resultSet } = await openOwn(visit)
  const { rows } = await visit.api.report.rows({ resultSet, offset: 0, limit: 5000 })
  const found = rows.flatMap((row) =>
    row ? [{ id: row.id, recipient: row.recipient, expires: row.expires }] : [],
  )
  if (visit.own.length > 0) check(JSON.stringify(found) === JSON.stringify(visit.own), 'own codes')
  visit.own = found
}

/** Of everything, which nobody carries out. */
async function plan(visit: Visit): Promise<void> {
  const { resultSet, count } = await open(visit, {}, [])
  const picked = { resultSet, ranges: [[0, count]] as [number, number][] }
  const planned = await visit.api.promo.planExtend({ picked, to: { kind: 'days', days: 7 } })
  check(planned.selected === count && planned.change === count, 'a plan')
}

async function figures(visit: Visit): Promise<void> {
  const { resultSet, count } = await open(visit, {}, [])
  const { codes, active } = await visit.api.report.summary({ resultSet })
  check(codes === count && active === count, 'a summary')
  const { statuses } = await visit.api.report.breakdown({ resultSet })
  check(statuses.reduce((sum, { codes: some }) => sum + some, 0) === count, 'a breakdown')
  check((await visit.api.overview.get({})).summary.codes === count, 'an overview')
}

async function extend(visit: Visit): Promise<void> {
  const { picked, count } = await openOwn(visit)
  const days = 1 + visit.dice.below(30)
  const to = { kind: 'days', days } as const
  const { change } = await visit.api.promo.planExtend({ picked, to })
  check(change === count, 'an own plan')
  const { operationId } = await visit.done(visit.api.promo.extend({ picked, to, expect: change }))
  if (await undone(visit, operationId)) return
  visit.own = visit.own.map((code) => ({ ...code, expires: addDays(code.expires, days) }))
}

async function edit(visit: Visit): Promise<void> {
  const { resultSet } = await openOwn(visit)
  const text = `Kari Nordmann ${visit.dice.below(1_000_000_000)}`
  const first = visit.dice.below(visit.own.length)
  const codes = visit.own.slice(first, first + 20)
  const cells = codes.map(({ id }) => ({ id, column: 'recipient' as const, text }))
  const request = { resultSet, cells, language: 'nb' as const }
  const { change } = await visit.api.promo.planEdit(request)
  check(change === codes.length, 'a plan of an edit')
  const { operationId } = await visit.done(visit.api.promo.edit({ ...request, expect: change }))
  if (await undone(visit, operationId)) return
  visit.own = visit.own.map((code) => (codes.includes(code) ? { ...code, recipient: text } : code))
}

/** Takes it back at once, or leaves it. */
async function undone(visit: Visit, operationId: number): Promise<boolean> {
  const undo = visit.dice.chance(0.5)
  if (undo) await visit.done(visit.api.history.undo({ operationId }))
  return undo
}
