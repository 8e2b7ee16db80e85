import type { Handlers } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { FileRef } from '#shared/contract/files.ts'
import type { OwnCodes, ReadChoices } from '#shared/contract/recipients.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import type { Clock, Log, RandomSource } from '#backend/kernel/dependencies.ts'
import { type HeldImport, holdImport } from './recipient-import.ts'
import { LIMITS } from '#backend/areas/tables/tables.ts'
import { createPastedTexts, type WorkbookReader } from '#backend/areas/tables/tables.ts'
import { readFile } from './read-file.ts'
import { writeExample } from './write-example.ts'
import { writeRejected } from './write-rejected.ts'
export { cleanName } from './import-rows.ts'

export interface Recipient {
  readonly email: string
  readonly name: string
  /** Its row in the file. */
  readonly row: number
  /** Of a file with codes. */
  readonly code?: string | undefined
}

export interface RecipientsArea {
  readonly handlers: Handlers<JobContext>['recipients']
  /**
   * The good recipients of an import, how many rows make none, and the file's name.
   * @throws Refusal 'recipients.import-unknown' · 'recipients.column-unclear'
   */
  take(importId: string): {
    recipients: readonly Recipient[]
    leftOut: number
    name: string
    ownCodes: OwnCodes | null
  }
  /** Codes were created from the import: its file is needed no more. */
  used(importId: string): void
  /** How many imports have an address with one of these keys. */
  countWith(addressKeys: ReadonlySet<string>): number
  /** Forgets those imports, and their files. */
  forget(addressKeys: ReadonlySet<string>): void
  close(): void
}

export interface RecipientsDependencies {
  readonly files: FileRegistry
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
  readonly workbooks: WorkbookReader
  /** The site's setting, as it is now. */
  recipientLimit(): Promise<number>
}

/** Older imports than these are forgotten; a person has one in hand. */
const KEPT = 5

/** Recipients from files: read, shown, corrected, and taken by a creation. Nothing of it is stored. */
export function createRecipients(parts: RecipientsDependencies): RecipientsArea {
  const { files, clock, random, log, workbooks, recipientLimit } = parts
  const pasted = createPastedTexts(random, KEPT)
  const imports = new Map<string, { held: HeldImport; file: FileRef }>()

  function known(importId: string) {
    const found = imports.get(importId)
    if (!found) throw new Refusal('recipients.import-unknown', {})
    return found
  }

  function done(token: string): void {
    if (pasted.find(token)) pasted.forget(token)
    else files.done(token)
  }

  function keep(importId: string, held: HeldImport, file: FileRef): void {
    imports.set(importId, { held, file })
    for (const [oldest, { file }] of [...imports].slice(0, -KEPT)) {
      imports.delete(oldest)
      // One file may have been read in several ways.
      if (![...imports.values()].some(({ file: { token } }) => token === file.token)) done(file.token)
    }
  }

  async function read(token: string, choices: ReadChoices, job: JobContext) {
    const started = clock.now()
    const file = pasted.find(token) ?? files.reading(token)
    const { reading, drafts } = await readFile(file, choices, { workbooks, signal: job.signal })
    const ref: FileRef = { token, name: file.name, bytes: file.bytes }
    const importId = Buffer.from(random.bytes(12)).toString('hex')
    const held = holdImport(importId, ref, reading, drafts)
    const limit = await recipientLimit()
    refuseOverLimit(held, choices, limit, file.name)
    keep(importId, held, ref)
    const summary = held.summary(limit)
    job.progress(summary.counts.rows, summary.counts.rows)
    const { good, bad } = summary.counts
    log.info('recipients.read', { format: reading.format, good, bad, ms: clock.now() - started })
    return summary
  }

  const importsWith = (keys: ReadonlySet<string>) =>
    [...imports].filter(([, { held }]) => keys.size > 0 && held.hasAny(keys))

  return {
    handlers: {
      keepPasted: async ({ text, name }) => pasted.keep(text, name),
      read: ({ file, choices = {} }, job) => read(file, choices, job),
      rows: async ({ importId, tab, offset, limit }) => known(importId).held.rows(tab, offset, limit),
      correct: async ({ importId, row, part, change }) => {
        const { held } = known(importId)
        const corrected = held.correct(row, change, part)
        return { import: held.summary(await recipientLimit()), row: corrected }
      },
      saveRejected: ({ importId, target, language }, job) =>
        writeRejected(known(importId).held.rejected(), files.writing(target), language, job),
      saveExample: ({ target, language }, job) => writeExample(files.writing(target), language, job),
    },
    take(importId) {
      const { held, file } = known(importId)
      if (held.isUnclear) throw new Refusal('recipients.column-unclear', {})
      const recipients = held.good()
      return { recipients, leftOut: held.rejected().length, name: file.name, ownCodes: held.ownCodes }
    },
    used(importId) {
      const file = imports.get(importId)?.file
      if (file) done(file.token)
    },
    countWith: (keys) => importsWith(keys).length,
    forget(keys) {
      for (const [id, { file }] of importsWith(keys)) {
        imports.delete(id)
        done(file.token)
      }
    },
    close() {
      imports.clear()
    },
  }
}

/** Only good rows count; the refusal names the first that is one too many. */
function refuseOverLimit(held: HeldImport, choices: ReadChoices, site: number, name: string): void {
  const { total, rows } = held.rows('good', site, 1)
  if (total > LIMITS.recipients) throw new Refusal('file.too-many-rows', { name, limit: LIMITS.recipients })
  const first = rows[0]
  // Codes alone are nobody's: there is no limit to their recipients.
  if (!first || choices.splitOverLimit || held.ownCodes === 'alone') return
  throw new Refusal('recipients.over-limit', {
    count: total,
    limit: site,
    row: first.row,
    email: first.code ?? first.email,
  })
}
