import type { CheckoutState } from '#shared/contract/checkout.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock, Log, RandomSource } from '#backend/kernel/dependencies.ts'
import { describeError } from '#backend/kernel/log-file.ts'
import { digestOf } from '#backend/kernel/loopback/bearer.ts'
import type { LoopbackServer } from '#backend/kernel/loopback/loopback-server.ts'
import { createMutex } from '#backend/kernel/mutex.ts'
import { type Access, NO_ACCESS, readAccess, writeAccess } from './access-file.ts'
import type { CheckoutServerOptions } from './checkout-server.ts'

export interface CheckoutDependencies {
  readonly dataFolder: string
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
}

export interface CheckoutArea {
  readonly handlers: Handlers<JobContext>['checkout']
  /** Serves from now on, where it is on; calls are answered by `call`. */
  start(call: CheckoutServerOptions['call']): Promise<void>
  close(): Promise<void>
}

/** So exactly is noted when the token was used. */
const NOTED_EVERY_MS = 60_000

/** The address for a shop on this computer (SPEC 11.3): off until a person turns it on. */
export function createCheckout({ dataFolder, clock, random, log }: CheckoutDependencies): CheckoutArea {
  const turns = createMutex()
  let access: Access = NO_ACCESS
  let server: LoopbackServer | null = null
  let problem: CheckoutState['problem'] = null
  let call: CheckoutServerOptions['call'] | null = null

  const state = (): CheckoutState => ({
    on: access.tokenDigest !== null,
    address: server?.origin ?? null,
    problem,
    usedAt: access.usedAt === null ? null : instantOf(access.usedAt),
  })

  const keep = async (change: Partial<Access>): Promise<void> => {
    await writeAccess(dataFolder, { ...access, ...change })
    // Only what is stored holds: the next start begins with it.
    access = { ...access, ...change }
  }

  const noteUse = (): void => {
    const now = clock.now()
    if (access.usedAt !== null && now - access.usedAt < NOTED_EVERY_MS) return
    access = { ...access, usedAt: now }
    void turns.run(() => keep({})).catch((error) => log.warn('checkout.use-not-noted', describeError(error)))
  }

  const listen = async (port: number): Promise<void> => {
    if (server || !call) return
    // On first use: most people never turn it on.
    const { serveCheckout } = await import('./checkout-server.ts')
    server = await serveCheckout({
      port,
      log,
      call,
      tokenDigest: () => access.tokenDigest,
      onUse: noteUse,
    })
    problem = null
  }

  /** On the port that it had before, which the shop knows. */
  const resume = async (): Promise<void> => {
    try {
      await listen(access.port ?? 0)
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      problem = isTaken ? 'port-taken' : 'not-started'
      log.warn('checkout.not-started', describeError(error))
    }
  }

  const stop = async (): Promise<void> => {
    const stopped = server
    server = null
    problem = null
    await stopped?.close()
  }

  return {
    handlers: {
      state: () => turns.run(async () => state()),
      turnOn: () =>
        turns.run(async () => {
          // Whoever turns it on is there to copy another address.
          await listen(access.port ?? 0).catch(() => listen(0))
          const token = Buffer.from(random.bytes(32)).toString('base64url')
          try {
            await keep({ tokenDigest: digestOf(token), port: server?.port ?? null, usedAt: null })
          } catch (error) {
            if (access.tokenDigest === null) await stop()
            throw error
          }
          return { state: state(), token }
        }),
      turnOff: () =>
        turns.run(async () => {
          await keep({ tokenDigest: null, usedAt: null })
          await stop()
          return state()
        }),
    },
    start: (answer) =>
      turns.run(async () => {
        call = answer
        access = await readAccess(dataFolder)
        if (access.tokenDigest !== null) await resume()
      }),
    close: () => turns.run(stop),
  }
}
