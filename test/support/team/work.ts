import { randomBytes } from 'node:crypto'
import { contract } from '#shared/contract/index.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { creationOf } from '../creations.ts'
import type { Dice } from '../hostile/dice.ts'
import { type ApiClient, clientOver } from '../process/backend-process.ts'
import { saleOf } from '../redemptions/sales.ts'
import { type Action, type Attempt, ownAddress, SHARED_CODE } from './messages.ts'

type Call = (method: string, input: unknown, requestId?: string) => Promise<unknown>
type Answer = { readonly operationId?: number | null }

export interface WorkOptions {
  readonly client: number
  readonly dice: Dice
  readonly call: Call
  onBegun(attempt: Attempt): void
  onConfirmed(requestId: string, operationId: number | null): void
  /** A window of a report has taken so long. */
  onWindow(ms: number): void
}

export type Work = Readonly<Record<Action, () => Promise<void>>>

const service = 'events' as const
const WINDOW = 100
const WINDOWS = 20
/** What a client takes back: it is about its own codes only, so that nobody else prevents it. */
const TAKEN_BACK = ['create-codes', 'extend-codes', 'edit-codes']

/** What a client does, an action at a time; each changes the site by one call with a request id, but for reads. */
export function workOf({ client, dice, call, onBegun, onConfirmed, onWindow }: WorkOptions): Work {
  const reading = clientOver((method, input) => call(method, input))
  const { api } = reading

  async function attempt(
    facts: Omit<Attempt, 'client' | 'requestId'> & { requestId?: string },
    act: (changing: ApiClient) => Promise<Answer>,
  ): Promise<void> {
    const requestId = facts.requestId ?? newId()
    onBegun({ ...facts, client, requestId })
    const changing = clientOver((method, input) =>
      call(method, input, changes(method) ? requestId : undefined),
    )
    const { operationId } = await act(changing)
    onConfirmed(requestId, operationId ?? null)
  }
  const open = async (email: string) => {
    const { resultSet, count } = await api.report.open({ filter: { email }, order: [] })
    return { resultSet, count, picked: { resultSet, ranges: [[0, count]] as [number, number][] } }
  }
  const create = async (codes: number, email: string): Promise<void> => {
    const creation = creationOf(
      { recipients: { kind: 'one', name: 'Ola Nordmann', email }, expires: '2030-12-31' as IsoDate },
      codes,
    )
    await attempt({ action: 'create', codes }, ({ api: changing, done }) =>
      done(changing.promo.create({ creation, expect: { codes } })),
    )
  }
  const takeBack = async (action: 'undo' | 'redo'): Promise<void> => {
    const { [action]: found } = await api.history.undoRedo({})
    if (!found) return
    const { details } = found
    const kind = details.kind === 'undo' ? details.undone : details.kind
    if (!TAKEN_BACK.includes(details.kind === 'redo' ? details.redone : kind)) return
    await attempt({ action }, ({ api: changing, done }) =>
      done(changing.history.undo({ operationId: found.id })),
    )
  }

  return {
    create: () => create(1 + dice.below(200), `made${client}@example.com`),
    async extend() {
      const { picked, count } = await open(ownAddress(client))
      const to = { kind: 'days', days: 1 } as const
      await attempt({ action: 'extend' }, ({ api: changing, done }) =>
        done(changing.promo.extend({ picked, to, expect: count })),
      )
    },
    async edit() {
      const { resultSet, count } = await open(ownAddress(client))
      const { rows } = await api.report.rows({ resultSet, offset: 0, limit: count })
      const text = `Kari ${newId()}`
      const cells = rows.flatMap((row) => (row ? [{ id: row.id, column: 'recipient' as const, text }] : []))
      const edit = { resultSet, cells, language: 'nb' as const, expect: count }
      await attempt({ action: 'edit', text }, ({ api: changing, done }) => done(changing.promo.edit(edit)))
    },
    undo: () => takeBack('undo'),
    redo: () => takeBack('redo'),
    async queue() {
      const email = `mail-${newId()}@example.com`
      await create(1, email)
      const { picked } = await open(email)
      const plan = { picked, language: 'nb' as const }
      const { messages, codes } = await api.mail.planQueue(plan)
      await attempt({ action: 'queue' }, ({ api: changing, done }) =>
        done(changing.mail.queue({ ...plan, expect: { messages, codes } })),
      )
    },
    async settings() {
      const recipientLimit = 1 + dice.below(100_000)
      await attempt({ action: 'settings', text: String(recipientLimit) }, ({ api: changing }) =>
        changing.site.update({ recipientLimit }),
      )
    },
    async view() {
      const view = { name: `View ${newId()}`, filter: {}, order: [], columns: [] }
      await attempt({ action: 'view' }, async ({ api: changing }) => {
        await changing.views.save(view)
        return {}
      })
    },
    async publish() {
      const { mode } = await api.commerce.get({ service })
      if (mode === 'production')
        return await attempt({ action: 'publish' }, ({ api: changing }) =>
          changing.commerce.backToTest({ service }),
        )
      const { from, to } = await api.commerce.planPublish({ service })
      await attempt({ action: 'publish' }, ({ api: changing }) =>
        changing.commerce.publish({ service, from, to }),
      )
    },
    async redeem() {
      const requestId = newId()
      await attempt({ action: 'redeem', requestId }, async ({ api: changing }) => {
        await changing.redemptions.redeem({ ...saleOf({ code: SHARED_CODE }), order: requestId })
        return {}
      })
    },
    async read() {
      const order = [{ column: dice.one(['code', 'recipient', 'expires'] as const), descending: false }]
      const { resultSet, count } = await api.report.open({ filter: {}, order })
      for (let window = 0; window < WINDOWS; window += 1) {
        const offset = dice.below(Math.max(1, count - WINDOW))
        const began = performance.now()
        await api.report.rows({ resultSet, offset, limit: WINDOW })
        onWindow(performance.now() - began)
      }
    },
  }
}

const newId = (): string => randomBytes(12).toString('hex')

/** Not its plans, and not waiting for a job. */
const changes = (name: string): boolean => {
  const [area = '', key = ''] = name.split('.')
  const methods = (contract as Readonly<Record<string, Readonly<Record<string, { effect: string }>>>>)[area]
  return methods?.[key]?.effect === 'change'
}
