import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CODE_LENGTH } from '#shared/domain/promo-code.ts'
import { codeGenerator } from '#backend/areas/promo/code-generator.ts'
import { textColumn } from '#backend/kernel/files/table/columns.ts'
import { writeTable } from '#backend/kernel/files/table/table.ts'
import { campaignSize } from '../support/campaign.ts'
import { kindsOfCells, type LOCALES } from '../support/libreoffice.ts'

const COUNT = campaignSize({ small: 20_000, full: 100_000 })
/** Codes that are not ours, and are read as something else: they show that the test can see it. */
const READ_AS: Record<keyof typeof LOCALES, readonly [code: string, kind: string][]> = {
  nb: [
    ['8332E6', 'float'],
    ['12345678', 'float'],
    ['MAI-2', 'date'],
    ['KR2345', 'currency'],
    ['SANN', 'boolean'],
  ],
  en: [
    ['8332E6', 'float'],
    ['12345678', 'float'],
    ['MAR-2', 'date'],
    ['2PM', 'time'],
    ['TRUE', 'boolean'],
  ],
}

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'codes-'))))
afterAll(async () => await rm(folder, { recursive: true }))

it.each(['nb', 'en'] as const)(
  'a .csv file of generated codes is all texts in LibreOffice (%s)',
  async (language) => {
    // The shortest are the likeliest to look like something else.
    const next = codeGenerator({ bytes: (count) => randomBytes(count) }, { length: CODE_LENGTH.min })
    const codes = [...READ_AS[language].map(([code]) => code), ...Array.from({ length: COUNT }, next)]
    const path = join(folder, `${language}.csv`)
    await writeTable({ format: 'csv', path, name: 'codes.csv' }, codes.length, {
      columns: [textColumn<string>({ heading: 'Kode', width: 20 }, (code) => code)],
      language,
      sheet: 'Koder',
      rows: [codes],
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    const kinds = (await kindsOfCells(path, language)).slice(1)
    expect(kinds.slice(0, READ_AS[language].length)).toEqual(READ_AS[language].map(([, kind]) => kind))
    const ours = kinds.slice(READ_AS[language].length)
    expect(ours).toHaveLength(COUNT)
    expect(ours.filter((kind) => kind !== 'string')).toEqual([])
  },
  120_000,
)
