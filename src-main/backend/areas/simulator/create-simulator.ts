import type { Log } from '#backend/kernel/dependencies.ts'
import { createExpress } from './express/express-endpoint.ts'
import { createFaults, type Faults } from './faults.ts'
import type { After, SimulatorDependencies } from './simulator-dependencies.ts'
import { createPayflow } from './payflow/payflow.ts'
import { createSecureTokens } from './payflow/secure-tokens.ts'
import { createPages } from './pages/pages.ts'
import { createGrants } from './permissions/issued-grants.ts'
import { createPermissions } from './permissions/permissions.ts'
import { createAccessTokens } from './rest/oauth.ts'
import { createRest } from './rest/rest.ts'
import { createHttpServer } from './server/http-server.ts'
import { createTools, type Tools } from './tools.ts'
import { type Charge, DECLINED_AS } from './bank/bank.ts'

/** What the tests look at: what the bank has done, whatever was answered. */
interface Ledger {
  /** Every charge that is remembered, the oldest first; declined ones too. */
  charges(): readonly Charge[]
  /** The charges of a reference: more than one of them with money means that a buyer paid twice. */
  of(reference: string): readonly Charge[]
  /** Settles what is captured, as the night does, so that it can be refunded and no longer voided. */
  settle(): void
  /** Puts the payments of a reference under review, as fraud filters do; `code` is the protocol's own. */
  hold(reference: string, code: string): void
  /** Gives a part of a payment back, as a merchant does at PayPal. */
  refund(reference: string, minor: number): void
  /** Decides about what is under review: null is a yes, anything else the protocol's code for a no. */
  decide(reference: string, declined: string | null): void
  /** Decides about all that is under review; this share (0 to 1) is accepted. Answers how much that was. */
  decideAll(share: number): number
}

const ledgerOf = ({ bank, ids }: Tools, random: () => number): Ledger => ({
  charges: bank.charges,
  of: (reference) => bank.charges().filter((charge) => charge.reference === reference),
  settle: bank.settle,
  hold: bank.hold,
  decide: bank.decide,
  decideAll(share) {
    const waiting = bank.underReview()
    for (const movement of waiting)
      bank.decideOne(movement, random() < share ? null : DECLINED_AS[movement.charge.protocol])
    return waiting.length
  },
  refund(reference, minor) {
    const [charge] = bank.charges().filter((one) => one.reference === reference)
    const taken = bank.movementsOf(charge?.id ?? '').find(({ kind }) => kind === 'sale' || kind === 'capture')
    if (taken) bank.refund(taken, minor, ids.upper(17))
  },
})

export interface Simulator {
  /** Listens on 127.0.0.1, on any free port where none is given. The address has no slash at the end. */
  listen(port?: number): Promise<{ url: string }>
  /** What has really happened, whatever was answered. */
  readonly ledger: Ledger
  /** What shall go wrong. */
  readonly faults: Faults
  close(): Promise<void>
}

const systemAfter: After = (ms, then) => {
  const timer = setTimeout(then, ms)
  return () => clearTimeout(timer)
}

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/**
 * A PayPal of our own on loopback, that answers as PayPal's test hosts do and moves no money. It serves Payflow NVP
 * at `/payflow`, Express Checkout NVP at `/nvp`, Permissions at `/Permissions/…`, REST at `/v1/oauth2/token`,
 * `/v2/checkout/…` and `/v2/payments/…`; buyers and merchants see pages at `/cgi-bin/webscr`, `/checkoutnow` and
 * `/payflowlink`. What is accepted or refused is defined in `accounts.ts`, `payflow/cards.ts`, `payflow/results.ts`.
 * Everything is in memory, and goes with it. Nothing of a call is logged.
 */
export function createSimulator(parts: SimulatorDependencies): Simulator {
  const tools = createTools(parts)
  const faults = createFaults(parts.random)
  const tokens = createSecureTokens(tools)
  const grants = createGrants(tools)
  const accessTokens = createAccessTokens(tools)
  const server = createHttpServer({
    services: [
      createPayflow(tools, tokens),
      createExpress(tools, grants),
      createPermissions(tools, grants),
      accessTokens.service,
      createRest(tools, accessTokens),
    ],
    pages: createPages({ tools, grants, tokens, random: parts.random }),
    faults,
    after: parts.after ?? systemAfter,
    log: parts.log ?? SILENT,
  })
  return {
    listen: (port = 0) => server.listen(port),
    ledger: ledgerOf(tools, () => Buffer.from(parts.random.bytes(4)).readUInt32BE() / 2 ** 32),
    faults,
    close: server.close,
  }
}
