import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { checkFiles } from '#backend/storage/sqlite/check-database.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { remove, siteFile } from '../../support/damage/damaged-site.ts'
import {
  changedIn,
  type Contents,
  contentsOf,
  expectSound,
  missingIn,
} from '../../support/damage/rescued-site.ts'
import { METHODS } from '../../support/recording-methods.ts'
import { newFolder, startTestBackend } from '../../support/test-backend.ts'

const child = fileURLToPath(new URL('../../support/damage/mutating-child.ts', import.meta.url))
const messageSchema = z.object({
  at: z.enum(['ready', 'begun', 'answered']),
  operationId: z.int().nullable(),
})

/** By the thread that writes, at a step of the transaction; by this process, at any moment or after the answer. */
const MOMENTS = ['begin', '2', 'commit', 'any', 'answered'] as const
type Moment = (typeof MOMENTS)[number]
/** Most calls take less; a kill that comes after the answer is one after the answer. */
const LONGEST_MS = 60

const keychain = () => testKeychain(Buffer.alloc(32, 7))

interface Killed {
  readonly before: Contents
  readonly answered: { readonly operationId: number | null } | undefined
}

/** Makes the call in a process that is killed at the moment. */
async function killAt(folder: string, method: string, moment: Moment): Promise<Killed> {
  const process = fork(child, [folder, method], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...globalThis.process.env, KILL_AT: moment },
  })
  let before: Contents = new Map()
  let answered: Killed['answered']
  process.on('message', (message: unknown) => {
    const { at, operationId } = messageSchema.parse(message)
    if (at === 'ready') {
      before = contentsOf(siteFile(folder))
      process.send('go')
    }
    if (at === 'begun' && moment === 'any')
      void wait(Math.random() * LONGEST_MS).then(() => process.kill('SIGKILL'))
    if (at === 'answered') {
      answered = { operationId }
      process.kill('SIGKILL')
    }
  })
  await once(process, 'exit')
  return { before, answered }
}

/** Noted by the program itself once a second. */
const BY_ITSELF = '["mail.followed"]'
/** Calls that were carried out, but for the present one, are nothing that a person sees. */
const without = (contents: Contents, table: string): Contents =>
  new Map([...contents].filter(([name]) => name !== table))

function changes(after: Contents, before: Contents): string[] {
  const [one, other] = [without(after, 'request'), without(before, 'request')]
  const rows = [...missingIn(one, other), ...missingIn(other, one)].flatMap(([table, keys]) =>
    keys.filter((key) => key !== BY_ITSELF).map((key) => `${table} ${key}`),
  )
  return [...rows, ...[...changedIn(one, other)].map(([table, count]) => `${table}: ${count}`)]
}

const isRecordedIn = (after: Contents, before: Contents, method: string): boolean =>
  [...(after.get('request')?.keys() ?? [])].some(
    (key) => key.includes(`"${method}"`) && !before.get('request')?.has(key),
  )

/** These put another database in the place of the site's: what a kill left of that is put in order at the next start. */
const REPLACING = ['siteFile.open', 'backups.restore', 'recovery.rescue']

/** Every method at every moment. */
const all = METHODS.filter(([, { effect }]) => effect !== 'none').flatMap(([method, { effect }], at) =>
  MOMENTS.map((_, kill) => ({ method, effect, moment: MOMENTS[(at + kill) % MOMENTS.length] ?? 'any' })),
)
/** The small campaign: every moment, several areas, a call in steps, and one that puts another database in place. */
const FEW: readonly (readonly [method: string, moment: Moment])[] = [
  ['promo.create', '2'],
  ['commerce.publish', 'commit'],
  ['payments.pay', 'any'],
  ['mail.queue', 'begin'],
  ['redemptions.import', 'answered'],
  ['siteFile.open', 'any'],
]
const few = FEW.map(([method, moment]) => {
  const one = all.find((each) => each.method === method && each.moment === moment)
  if (!one) throw new Error(`no kill of ${method}`)
  return one
})
const isFull = campaignSize({ small: few.length, full: all.length }) === all.length
const cases = isFull ? all : few

it.each(cases)(
  '$method, killed at $moment, is stored with its record or not at all',
  { timeout: CAMPAIGN_TIMEOUT_MS },
  async ({ method, effect, moment }) => {
    const folder = await newFolder()
    try {
      const { before, answered } = await killAt(folder, method, moment)
      expect(before.size).toBeGreaterThan(0)
      const path = siteFile(folder)
      if (!REPLACING.includes(method)) checkFiles(path)
      const found = REPLACING.includes(method) ? undefined : contentsOf(path)
      const { api, backend } = await startTestBackend({ folder, parts: { keychain: keychain() } })
      expect(await api.recovery.state({})).toMatchObject({ open: 'own', problem: null })
      const { operations } = await api.history.list({ limit: 200 })
      await backend.close()
      expectSound(path)

      const after = found ?? contentsOf(path)
      const changed = changes(after, before)
      const isRecorded = isRecordedIn(after, before, method)
      if (changed.length > 0) expect(isRecorded, changed.slice(0, 10).join('\n')).toBe(true)
      if (isRecorded && effect === 'change') expect(changed).not.toEqual([])
      if (answered && effect !== 'outside') expect(isRecorded, 'answered, and not recorded').toBe(true)
      if (typeof answered?.operationId === 'number')
        expect(operations.map(({ id }) => id)).toContain(answered.operationId)
    } finally {
      await remove(folder)
    }
  },
)
