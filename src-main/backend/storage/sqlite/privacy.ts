import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { sql } from 'kysely'
import { ERASED_ENDING } from '#shared/domain/erased-person.ts'
import type { PersonEntry } from '#shared/contract/privacy.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { OwnSetting } from '../own-settings.ts'
import type { ErasureOrder, PersonHit, PrivacyReader, PrivacyWriter } from '../privacy.ts'
import type { ReadConnection, WorkingConnection } from './connection.ts'
import { codeEntry, entriesOf } from './privacy/entries.ts'
import { countsOf, writeErasure } from './privacy/erase.ts'
import { countExpired, expiredAddresses } from './privacy/expired.ts'
import { createPersons, type Persons } from './privacy/persons.ts'
import { scan } from './privacy/scan.ts'
import { placesOfTheSite } from './privacy/texts.ts'
import { query, raw } from '../sql/query.ts'
import { contains } from './text-match.ts'

/** What a name becomes while nothing is written: only whether it changes matters. */
const ANY_REPLACEMENT = '\u0000'

export const privacyReader = (connection: ReadConnection): PrivacyReader => ({
  async search(text, limit) {
    return searchPersons(connection, text, limit)
  },
  async find(person, limit, onProgress, signal) {
    const persons = createPersons(person.addresses, person.names, 1)
    const codes: PersonEntry[] = []
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
        const one = codes.length < limit ? codeEntry(connection, table, id) : undefined
        if (one) codes.push(one)
      },
    })
    const entries = [...codes]
    for (const one of entriesOf(connection, found)) {
      if (entries.length >= limit) break
      entries.push(one)
    }
    return {
      addresses: persons.addressesAsWritten(),
      names: persons.namesAsWritten(),
      shared: persons.sharedNames(),
      counts: countsOf(found),
      entries,
      own: placesOfTheSite(connection, found.mentions),
      waiting: found.waiting,
      underWay: found.underWay,
    }
  },
  async countExpired(before) {
    return countExpired(connection, before)
  },
  async isRewritePending() {
    return settingOf(connection, REWRITE_PENDING) !== undefined
  },
})

export const privacyWriter = (connection: WorkingConnection): PrivacyWriter => ({
  async erase(order, onProgress) {
    const persons = personsOf(connection, order)
    let [done, total] = [0, 0]
    const report = () => onProgress(done, total)
    const found = await scan({
      connection,
      persons,
      replacement: order.name,
      pause: connection.pause,
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
    setSetting(connection, LAST_NUMBER, String(lastNumber(connection) + persons.numbers.size))
    setSetting(connection, REWRITE_PENDING, 'yes')
    return erased
  },
  async noteRewritten() {
    connection.run('privacy.rewritten', query.deleteFrom('setting').where('key', '=', REWRITE_PENDING))
  },
})

function personsOf(connection: ReadConnection, { whom }: ErasureOrder): Persons {
  const first = lastNumber(connection) + 1
  return 'person' in whom
    ? createPersons(whom.person.addresses, whom.person.names, first)
    : createPersons(expiredAddresses(connection, whom.expiredBefore), [], first)
}

/** The numbers of erased persons are never given out twice. */
const LAST_NUMBER = 'erasedPersons' satisfies OwnSetting
/** There while the file may still hold what was erased, in unused space. */
const REWRITE_PENDING = 'rewritePending' satisfies OwnSetting

const lastNumber = (connection: ReadConnection): number => Number(settingOf(connection, LAST_NUMBER) ?? 0)

const settingOf = (connection: ReadConnection, key: string): string | undefined =>
  connection.get('privacy.setting', query.selectFrom('setting').select('value').where('key', '=', key))?.value

const setSetting = (connection: WorkingConnection, key: string, value: string): void =>
  void connection.run('privacy.set-setting', query.replaceInto('setting').values({ key, value }))

const NAMES_SHOWN = 3

function searchPersons(connection: ReadConnection, text: string, limit: number): PersonHit[] {
  const named = (name: string, address: string) =>
    sql`(${contains(sql.ref(name), text)} OR ${contains(sql.ref(address), text)})`
  const rows = connection.all(
    'privacy.search',
    raw(sql<{ address: string; names: string; codes: number; messages: number }>`
      WITH hit (address, name, codes, messages) AS (
        SELECT recipient_email, recipient_name, 1, 0 FROM promo_code WHERE ${named('recipient_name', 'recipient_email')}
        UNION ALL SELECT recipient_email, recipient_name, 1, 0 FROM withdrawn_code
          WHERE ${named('recipient_name', 'recipient_email')}
        UNION ALL SELECT address, name, 0, 1 FROM mail_message WHERE ${named('name', 'address')}
        UNION ALL SELECT address, name, 0, 0 FROM mail_attempt WHERE address IS NOT NULL AND ${named('name', 'address')}
        UNION ALL SELECT content, '', 0, 0 FROM (
          SELECT before AS content FROM code_edit WHERE field = 'email'
          UNION SELECT after FROM code_edit WHERE field = 'email') WHERE ${contains(sql`content`, text)}),
      person AS (
        SELECT address_key(address) AS key, min(address) AS address, sum(codes) AS codes, sum(messages) AS messages
        FROM hit WHERE address <> '' AND substr(address, ${-ERASED_ENDING.length}) <> ${ERASED_ENDING}
        GROUP BY key ORDER BY key LIMIT ${limit + 1})
      SELECT address, codes, messages, (SELECT json_group_array(name) FROM (
        SELECT DISTINCT name FROM hit WHERE address_key(hit.address) = person.key AND name <> ''
        ORDER BY name LIMIT ${NAMES_SHOWN})) AS names
      FROM person ORDER BY person.key`),
  )
  return rows.map(({ names, ...hit }) => ({ ...hit, names: JSON.parse(names) as string[] }))
}
