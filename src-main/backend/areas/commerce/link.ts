import type { LinkPlan, ChangedSettings } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { differences } from '#shared/domain/commerce/fields.ts'
import {
  disable,
  enable,
  linked,
  otherService,
  type ServiceState,
} from '#shared/domain/commerce/services-state.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { Service } from '#shared/domain/services.ts'
import { keepPasswords, replaceProofs } from '#backend/storage/commerce-accounts.ts'
import type { ReadConnection } from '#backend/storage/connection.sqlite.ts'
import type { Transaction } from '#backend/storage/writer.sqlite.ts'
import { requireComplete, toDifference } from './checks.ts'
import { type CommerceParts, type Decide, type Decision, perform } from './perform.ts'
import { proofOf, readStandings, type Standings } from './standing.ts'

export interface EnableWish {
  readonly service: Service
  readonly enabled: boolean
  /** On whose page the box was ticked: its settings win (SPEC 1.3). */
  readonly page: Service
}

/** What ticking or unticking a box would do; nothing is written. */
export async function planEnable(connection: ReadConnection, wish: EnableWish): Promise<LinkPlan> {
  const standings = await readStandings(connection)
  const { state, stored } = standings
  const { next, links } = after(standings, wish)
  const other = otherService(wish.page)
  const [mine, theirs] = [state[wish.page], state[other]]
  const lost = links ? differencesOf(theirs, next[other]) : []
  const passwords = links ? passwordsReplaced(standings, wish.page) : []
  const hasSettings = stored[other].testRevision !== null || stored[other].productionRevision !== null
  return {
    links,
    replaces: links && hasSettings && (lost.length > 0 || passwords.length > 0 || mine.mode !== theirs.mode),
    differences: lost,
    passwords,
    mode: mine.mode,
    otherMode: theirs.mode,
    revisions: { events: stored.events.version, training: stored.training.version },
  }
}

function after({ state }: Standings, { service, enabled, page }: EnableWish) {
  const next = enabled ? enable(state, service, page) : disable(state, service)
  return { next, links: !linked(state) && linked(next) }
}

const differencesOf = (before: ServiceState, now: ServiceState): LinkPlan['differences'] =>
  (['test', 'production'] as const).flatMap((mode) =>
    differences(before[mode] ?? EMPTY_CONTENT, now[mode] ?? EMPTY_CONTENT).map((difference) => ({
      mode,
      ...toDifference(difference),
    })),
  )

/** Passwords that the other service would lose: the page has another one, or none. */
function passwordsReplaced({ passwords }: Standings, page: Service): LinkPlan['passwords'] {
  const mine = passwords.filter(({ service }) => service === page)
  return passwords
    .filter(
      (row) =>
        row.service !== page &&
        !mine.some(
          (one) => one.mode === row.mode && one.provider === row.provider && one.secret === row.secret,
        ),
    )
    .map(({ mode, provider }) => ({ mode, provider }))
}

/** Ticks or unticks a box; linking replaces the other service's settings, which stay in the history (SPEC 1.3, 1.4). */
export function setEnabled(
  parts: CommerceParts,
  wish: EnableWish & { expect: { events: number; training: number } },
): Promise<ChangedSettings> {
  return perform(parts, wish.service, async (tx, standings, at) => {
    const { stored } = standings
    if (wish.expect.events !== stored.events.version || wish.expect.training !== stored.training.version)
      throw new Refusal('commerce.plan-moved', {})
    return enabling(wish)(tx, standings, at)
  })
}

/** Without a look at what the plan expected. */
export const enabling =
  (wish: EnableWish): Decide =>
  async (_tx, standings) =>
    decision(standings, wish)

function decision(standings: Standings, wish: EnableWish): Decision {
  const { service, enabled, page } = wish
  const { next, links } = after(standings, wish)
  const source = links ? page : service
  const { mode, production } = next[service]
  if (enabled && mode === 'production')
    requireComplete(production ?? EMPTY_CONTENT, proofOf(standings, source, 'production'))
  const other = otherService(page)
  return {
    wish: {
      next,
      services: links ? ['events', 'training'] : [service],
      mode: next[source].mode,
      reason: links ? 'link' : null,
      ...(links && { linksTo: page }),
    },
    deed: ({ changed }) => ({
      kind: 'enable-service',
      service,
      enabled,
      page,
      links,
      changed: [...changed],
    }),
    ...(links && {
      grantsBefore: new Map([[other, JSON.stringify(ofService(standings.grants, other))]]),
      also: (tx: Transaction, operationId: number) => shareProofs(tx, standings, page, operationId),
    }),
  }
}

const ofService = <Row extends { service: Service }>(rows: readonly Row[], service: Service): Row[] =>
  rows.filter((row) => row.service === service)

/** The other service logs in to PayPal as the page does; what it had is kept for undo. */
async function shareProofs(
  tx: Transaction,
  { passwords, grants }: Standings,
  page: Service,
  operationId: number,
): Promise<void> {
  const other = otherService(page)
  await keepPasswords(tx, operationId, ofService(passwords, other))
  await replaceProofs(tx, other, ofService(passwords, page), ofService(grants, page))
}
