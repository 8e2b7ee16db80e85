import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ImportRow, ReadChoices, Reading } from '#shared/contract/recipients.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../support/campaign.ts'
import { type MadeFile, makeRecipientFile } from '../support/recipient-files.ts'
import { recipientsArea } from '../support/recipients-area.ts'

const FILES = campaignSize({ small: 300, full: 3000 })
/** So many are right without a question. */
const RIGHT_AT_LEAST = 0.97

const { area, read } = recipientsArea(100_000)
let path: string
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'made-'))
  path = join(folder, 'made.csv')
})
afterAll(async () => {
  await area.close()
  await rm(folder, { recursive: true, force: true })
})

async function readRows(choices: ReadChoices) {
  const { importId, reading } = await read(path, choices)
  const of = async (tab: 'good' | 'bad') =>
    (await area.handlers.rows({ importId, tab, offset: 0, limit: 1000 })).rows
  return { reading, good: await of('good'), bad: await of('bad') }
}

const asText = (list: readonly Pick<ImportRow, 'email' | 'name'>[]): string =>
  list.map(({ email, name }) => `${email} ${name}`).join('\n')

/** Cells with an @ that are no recipient, no bad row, no heading, and not listed either. */
function lostCells({ rows }: MadeFile, reading: Reading, found: readonly ImportRow[]): string[] {
  const taken = new Set(found.map(({ row }) => row))
  const { headerRow, emailColumn, leftOut } = reading
  return rows.flatMap((cells, at) =>
    cells.flatMap((cell, column) => {
      const row = at + 1
      if (!cell.includes('@') || row === headerRow) return []
      const isRecipient = column === emailColumn && taken.has(row)
      const isListed = leftOut.some(
        (it) =>
          (it.kind === 'above-headings' && row < headerRow) ||
          (it.kind === 'other-table' && row >= it.headerRow) ||
          (it.kind === 'other-column' && column === it.column),
      )
      return isRecipient || isListed ? [] : [`row ${row}: ${cell}`]
    }),
  )
}

it(
  `${FILES} files of known recipients: right, or asked about, and no address lost`,
  async () => {
    const wrong: string[] = []
    let asked = 0
    for (let seed = 1; seed <= FILES; seed += 1) {
      const made = makeRecipientFile(seed)
      await writeFile(path, made.bytes)
      let found = await readRows({})
      if (found.reading.question) {
        asked += 1
        expect(
          found.reading.question.columns.map(({ column }) => column),
          made.recipe,
        ).toContain(made.emailColumn)
        found = await readRows({ emailColumn: made.emailColumn })
      }
      const lost = lostCells(made, found.reading, [...found.good, ...found.bad])
      if (lost.length > 0) wrong.push(`${made.recipe}\n  lost ${lost.join(', ')}`)
      if (asText(found.good) !== asText(made.recipients))
        wrong.push(
          `${made.recipe}\n  has ${JSON.stringify(asText(found.good))}\n  not ${JSON.stringify(asText(made.recipients))}`,
        )
      else if (found.bad.length !== made.bad)
        wrong.push(
          `${made.recipe}\n  ${made.bad} bad, not ${JSON.stringify(found.bad.map(({ row, email, name }) => [row, email, name]))}`,
        )
    }
    expect(wrong.slice(0, 10), `${wrong.length} of ${FILES} wrong, ${asked} asked`).toEqual([])
    expect(1 - asked / FILES).toBeGreaterThanOrEqual(RIGHT_AT_LEAST)
  },
  CAMPAIGN_TIMEOUT_MS,
)
