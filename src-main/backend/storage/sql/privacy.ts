import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { PersonEntry } from '#shared/contract/privacy.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { OwnSetting } from '../own-settings.ts'
import type { ErasureOrder, PrivacyReader, PrivacyWriter } from '../privacy.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { codeEntries, entriesOf } from './privacy/entries.ts'
import { countsOf, writeErasure } from './privacy/erase.ts'
import { countExpired, expiredAddresses } from './privacy/expired.ts'
import { createPersons, type Persons } from './privacy/persons.ts'
import { CODE_TABLES } from './privacy/rows.ts'
import { scan } from './privacy/scan.ts'
import { searchPersons } from './privacy/search.ts'
import { placesOfTheSite } from './privacy/texts.ts'
import { query } from './query.ts'
import { settingsReader, settingsWriter } from './settings.ts'

/** What a name becomes while nothing is written: only whether it changes matters. */
const ANY_REPLACEMENT = '\u0000'

export const privacyReader = (connection: ReadConnection): PrivacyReader => ({
  search: (text, limit) => searchPersons(connection, text, limit),
  async find(person, limit, onProgress, signal) {
    const persons = createPersons(person.addresses, person.names, 1)
    const codes = { promo_code: [] as number[], withdrawn_code: [] as number[] }
    const found = await scan({
      connection,
      persons,
      replacement: ANY_REPLACEMENT,
      onProgress,
      async pause() {
        await yieldToEventLoop()
        if (signal?.aborted) throw new Refusal('job.cancelled', {})
      },
      onCode({ id }, table) {
        if (codes.promo_code.length + codes.withdrawn_code.length < limit) codes[table].push(id)
      },
    })
    const entries: PersonEntry[] = []
    for (const table of CODE_TABLES) entries.push(...(await codeEntries(connection, table, codes[table])))
    for await (const one of entriesOf(connection, found)) {
      if (entries.length >= limit) break
      entries.push(one)
    }
    return {
      addresses: persons.addressesAsWritten(),
      names: persons.namesAsWritten(),
      shared: persons.sharedNames(),
      counts: countsOf(found),
      entries,
      own: await placesOfTheSite(connection, found.mentions),
      waiting: found.waiting,
      underWay: found.underWay,
    }
  },
  countExpired: (before) => countExpired(connection, before),
  async isRewritePending() {
    return (await settingsReader(connection).find(REWRITE_PENDING)) !== null
  },
})

export const privacyWriter = (connection: WriteConnection): PrivacyWriter => ({
  async erase(order, onProgress) {
    const first = (await lastNumber(connection)) + 1
    const persons = await personsOf(connection, order, first)
    let [done, total] = [0, 0]
    const report = () => onProgress(done, total)
    const found = await scan({
      connection,
      persons,
      replacement: order.name,
      pause: () => connection.pause(),
      // Codes are written after they were read twice.
      onProgress(read, ofAll) {
        ;[done, total] = [read, ofAll + ofAll / 2]
        report()
      },
    })
    const erased = {
      persons: 'person' in order.whom ? 1 : persons.numbers.size,
      counts: countsOf(found),
      underWay: found.underWay,
      addressKeys: [...persons.numbers.keys()],
      drafts: found.texts.flatMap((text) => (text.kind === 'draft' ? [text.key] : [])),
    }
    if (found.underWay.messages + found.underWay.payments > 0) return erased
    await writeErasure(found, {
      connection,
      persons,
      replacement: order.name,
      at: order.at,
      onCodes(count) {
        done = Math.min(done + count, total)
        report()
      },
    })
    await settingsWriter(connection).write({
      [LAST_NUMBER]: String(first - 1 + persons.numbers.size),
      [REWRITE_PENDING]: 'yes',
    })
    return erased
  },
  async noteRewritten() {
    await connection.run('privacy.rewritten', query.deleteFrom('setting').where('key', '=', REWRITE_PENDING))
  },
})

/** `first` is the number of the first one. */
async function personsOf(
  connection: ReadConnection,
  { whom }: ErasureOrder,
  first: number,
): Promise<Persons> {
  return 'person' in whom
    ? createPersons(whom.person.addresses, whom.person.names, first)
    : createPersons(await expiredAddresses(connection, whom.expiredBefore), [], first)
}

/** The numbers of erased persons are never given out twice. */
const LAST_NUMBER = 'erasedPersons' satisfies OwnSetting
/** There while the file may still hold what was erased, in unused space. */
const REWRITE_PENDING = 'rewritePending' satisfies OwnSetting

const lastNumber = async (connection: ReadConnection): Promise<number> =>
  Number((await settingsReader(connection).find(LAST_NUMBER)) ?? 0)
