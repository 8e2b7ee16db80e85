import type { Clock, Log, RandomSource } from '#backend/kernel/dependencies.ts'

/** The built-in simulator, started on its first use. */
export interface SimulatorHost {
  /** Its base address on loopback. */
  url(): Promise<URL>
  close(): Promise<void>
}

export interface SimulatorHostDependencies {
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
  /** One that runs already, for tests that end processes. */
  readonly running?: URL | undefined
}

/** Loaded only when somebody tests, so that the backend starts no slower for it. */
export function createSimulatorHost({
  clock,
  random,
  log,
  running,
}: SimulatorHostDependencies): SimulatorHost {
  let started: Promise<{ url: URL; close(): Promise<void> }> | null = null

  const start = async () => {
    const { createSimulator } = await import('./create-simulator.ts')
    const simulator = createSimulator({ clock, random, log })
    const { url } = await simulator.listen()
    log.info('simulator.started')
    return { url: new URL(url), close: () => simulator.close() }
  }

  return {
    async url() {
      if (running) return running
      started ??= start().catch((error: unknown) => {
        started = null
        throw error
      })
      return (await started).url
    },
    async close() {
      const simulator = await started?.catch(() => null)
      await simulator?.close()
    },
  }
}
