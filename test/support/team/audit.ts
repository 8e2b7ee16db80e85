import type { Confirmed, Ledger } from './ledger.ts'
import { OWN_EXPIRES, OWN_NAME, ownAddress } from './messages.ts'
import { OWN_CODES, type TeamSite } from './team-site.ts'

type Run = (statement: string) => Promise<Record<string, unknown>[]>

export interface AuditOptions {
  readonly run: Run
  readonly ledger: Ledger
  readonly site: TeamSite
  readonly clients: number
  /** Operations of others. */
  readonly besides?: readonly number[]
}

interface Books extends AuditOptions {
  readonly confirmed: readonly Confirmed[]
  /** Of everything that is not undone. */
  applies(operationId: number | null): boolean
  compare(what: string, found: unknown, expected: unknown): void
}

/** What is stored otherwise than the clients of a team were answered; nothing is under way meanwhile. */
export async function audit(options: AuditOptions): Promise<string[]> {
  const problems: string[] = []
  const { run, ledger, site } = options
  const operations = await run(
    `SELECT id, undone_by AS "by" FROM operation WHERE id > ${site.operations} ORDER BY id`,
  )
  const undone = new Map(operations.map(({ id, by }) => [id, by !== null]))
  const confirmed = [...ledger.confirmed.values()]
  const books: Books = {
    ...options,
    confirmed,
    applies: (operationId) => undone.get(operationId) === false,
    compare(what, found, expected) {
      const [is, was] = [JSON.stringify(found), JSON.stringify(expected)]
      if (is !== was) problems.push(`${what}: ${is?.slice(0, 500)}, not ${was?.slice(0, 500)}`)
    },
  }
  const ids = [...confirmed.flatMap(({ operationId }) => operationId ?? []), ...(options.besides ?? [])]
  books.compare('the history', operations.map(({ id }) => id), ids.toSorted(ascending)) // prettier-ignore
  await auditRequests(books)
  await auditCreations(books)
  await auditChanges(books)
  await auditOwnCodes(books)
  await auditOthers(books)
  return problems
}

const ascending = (one: number, other: number): number => one - other
const of = ({ confirmed }: Books, ...actions: Confirmed['action'][]): Confirmed[] =>
  confirmed.filter(({ action }) => actions.includes(action))
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)

/** Each confirmed call is recorded once, with its operation; none that was refused is. */
async function auditRequests({ run, ledger, confirmed, compare }: Books): Promise<void> {
  const rows = await run('SELECT id, operation_id AS operation FROM request')
  const known = rows.filter(({ id }) => ledger.confirmed.has(String(id)))
  const byId = (all: (readonly [unknown, unknown])[]) => all.map(String).sort()
  compare(
    'recorded requests',
    byId(known.map(({ id, operation }) => [id, operation])),
    byId(confirmed.map(({ requestId, operationId }) => [requestId, operationId])),
  )
  compare('recorded, and refused', rows.filter(({ id }) => ledger.notStored.has(String(id))), []) // prettier-ignore
}

/** All codes of a creation are there, or were withdrawn together. */
async function auditCreations(books: Books): Promise<void> {
  const { run, site, compare, applies } = books
  const codesOf = async (table: string) => {
    const rows = await run(
      `SELECT batch.operation_id AS id, count(*) AS codes FROM ${table} JOIN batch ON batch.id = batch_id GROUP BY 1`,
    )
    return new Map(rows.map(({ id, codes }) => [id, Number(codes)]))
  }
  const [there, withdrawn] = [await codesOf('promo_code'), await codesOf('withdrawn_code')]
  const created = of(books, 'create')
  for (const { operationId, codes = 0 } of created) {
    const found = [there.get(operationId) ?? 0, withdrawn.get(operationId) ?? 0]
    compare(`creation ${operationId}`, found, applies(operationId) ? [codes, 0] : [0, codes])
  }
  const left = created.filter(({ operationId }) => applies(operationId)).map(({ codes = 0 }) => codes)
  compare('codes', sum([...there.values()]), site.codes + sum(left))
}

/** What a change of many codes found is kept of all of them. */
async function auditChanges(books: Books): Promise<void> {
  const { run, site, compare } = books
  const kept = async (table: string, count: string) =>
    await run(
      `SELECT operation_id AS id, ${count} AS codes FROM ${table} WHERE operation_id > ${site.operations} GROUP BY 1 ORDER BY 1`,
    )
  const expected = (action: Confirmed['action']) =>
    of(books, action)
      .map(({ operationId }) => ({ id: operationId, codes: OWN_CODES }))
      .sort((one, other) => Number(one.id) - Number(other.id))
  compare('extended', await kept('operation_change', 'sum(cardinality(code_ids))'), expected('extend'))
  compare('edited', await kept('code_edit', 'count(*)'), expected('edit'))
}

/** The codes of each client are all as the operations that still apply leave them. */
async function auditOwnCodes(books: Books): Promise<void> {
  const { run, clients, compare, applies } = books
  const found = await run(`
    SELECT recipient_email AS email, count(*) AS codes,
      min(expires) - DATE '${OWN_EXPIRES}' AS first, max(expires) - DATE '${OWN_EXPIRES}' AS last,
      min(recipient_name) AS name, max(recipient_name) AS other
    FROM promo_code WHERE recipient_email LIKE 'own%' GROUP BY 1`)
  for (let client = 0; client < clients; client += 1) {
    const email = ownAddress(client)
    const applying = of(books, 'extend', 'edit')
      .filter((one) => one.client === client && applies(one.operationId))
      .sort((one, other) => Number(one.operationId) - Number(other.operationId))
    const days = applying.filter(({ action }) => action === 'extend').length
    const name = applying.findLast(({ action }) => action === 'edit')?.text ?? OWN_NAME
    const row = found.find((one) => one.email === email)
    compare(email, row, { email, codes: OWN_CODES, first: days, last: days, name, other: name })
  }
}

async function auditOthers(books: Books): Promise<void> {
  const { run, site, compare } = books
  const orders = await run('SELECT order_id AS id FROM site_order ORDER BY 1')
  const redeemed = of(books, 'redeem').map(({ requestId }) => requestId)
  compare('orders', orders.map(({ id }) => id), redeemed.toSorted()) // prettier-ignore
  const [counts] = await run(`
    SELECT (SELECT sum(used) FROM promo_code) AS used, (SELECT count(*) FROM report_view) AS views,
      (SELECT count(*) FROM mail_message) AS messages, (SELECT count(*) FROM mail_message_code) AS queued,
      (SELECT value FROM setting WHERE key = 'recipientLimit') AS setting`)
  const queued = of(books, 'queue').length
  const settings = of(books, 'settings').sort(
    (one, other) => Number(one.operationId) - Number(other.operationId),
  )
  compare('counts', counts, {
    used: redeemed.length,
    views: of(books, 'view').length,
    messages: queued,
    queued,
    setting: settings.at(-1)?.text ?? site.recipientLimit,
  })
}
