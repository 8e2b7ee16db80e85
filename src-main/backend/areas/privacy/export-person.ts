import type { PersonEntry, PersonFound } from '#shared/contract/privacy.ts'
import { dayFormatter, instantOf } from '#shared/domain/dates.ts'
import type { Language } from '#shared/preferences.ts'
import { PRIVACY_WORDS } from '#shared/wording/privacy-words.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { WritableFile } from '#backend/kernel/files/file-registry.ts'
import { dateColumn, textColumn, wordColumn } from '#backend/kernel/files/table/columns.ts'
import { writeTable } from '#backend/kernel/files/table/table.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'

/** Everything about a person, from the site of that name. */
export interface PersonExport extends Omit<PersonFound, 'underWay' | 'waiting' | 'own'> {
  readonly site: string
  readonly timeZone: string
  /** In UTC milliseconds. */
  readonly at: number
}

interface ExportTo {
  readonly target: WritableFile
  readonly format: 'xlsx' | 'json'
  readonly language: Language
  readonly job: JobContext
}

/** A workbook to be read, or JSON with the same for other programs; whole or not at all. */
export const exportPerson = (data: PersonExport, to: ExportTo): Promise<{ bytes: number }> =>
  to.format === 'json' ? writeJson(data, to) : writeWorkbook(data, to)

async function writeJson(data: PersonExport, { target, job }: ExportTo): Promise<{ bytes: number }> {
  const { site, at, addresses, names, counts, entries } = data
  const content = {
    site,
    exportedAt: instantOf(at),
    person: { addresses, names },
    summary: counts,
    entries: entries.map(({ facts, ...entry }) => ({
      ...entry,
      ...Object.fromEntries(facts.map(({ fact, value }) => [fact, value])),
    })),
  }
  job.progress(0, entries.length)
  return await writeSafely(target.path, target.name, async (file) => {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`)
  })
}

async function writeWorkbook(
  data: PersonExport,
  { target, language, job }: ExportTo,
): Promise<{ bytes: number }> {
  const words = PRIVACY_WORDS[language]
  const dayOf = dayFormatter(data.timeZone)
  const said = ({ facts }: PersonEntry) =>
    facts
      .map(({ fact, value }) => [fact, fact === 'deleted' ? dayOf(Date.parse(value)) : value] as const)
      .map(([fact, value]) => `${words.facts[fact]}: ${value}`)
      .join('\n')
  return await writeTable({ ...target, format: 'xlsx' }, data.entries.length, {
    columns: [
      wordColumn<PersonEntry>({ heading: words.columns.kind, width: 24 }, ({ kind }) => words.kinds[kind]),
      dateColumn<PersonEntry>({ heading: words.columns.at, width: 12 }, ({ at }) =>
        at === null ? null : dayOf(Date.parse(at)),
      ),
      textColumn<PersonEntry>({ heading: words.columns.number, width: 10 }, ({ number }) =>
        String(number ?? ''),
      ),
      textColumn<PersonEntry>({ heading: words.columns.code, width: 20 }, ({ code }) => code),
      textColumn<PersonEntry>({ heading: words.columns.name, width: 28 }, ({ name }) => name),
      textColumn<PersonEntry>({ heading: words.columns.address, width: 32 }, ({ address }) => address),
      textColumn<PersonEntry>({ heading: words.columns.state, width: 18 }, ({ state }) => state),
      textColumn<PersonEntry>({ heading: words.columns.facts, width: 60 }, said),
    ],
    language,
    sheet: words.sheet,
    rows: [data.entries],
    signal: job.signal,
    onProgress: (done) => job.progress(done, data.entries.length),
  })
}
