import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '../fixtures.ts'
import { cell, grid, notice, openSampleReport, rowCount } from '../support/report-page.ts'

const run = promisify(execFile)

const LONG = [
  ['recipient', 'Nordvestlandskurssamarbeidsforbundetsadministrasjon'],
  ['email', 'kursadministrasjonen@nordvestlandskurssamarbeidsforbundet.example'],
] as const

test('the print has the columns on screen and nothing of the window; on the desktop it is saved as a PDF', async ({
  app,
  hostKind,
}) => {
  const { page } = app
  await openSampleReport(page, '/report?status=expired')
  const count = await rowCount(page)
  await page.getByRole('button', { name: 'Kolonner' }).click()
  await page.getByRole('checkbox', { name: 'Serie' }).uncheck()
  await page.keyboard.press('Escape')
  await grid(page).focus()
  await page.keyboard.press('Control+p')
  const paper = page.getByRole('article')
  await expect(paper).toContainText('Status Utløpt')
  await expect(paper.getByRole('row')).toHaveCount(count + 1)
  await expect(paper.getByRole('columnheader', { name: 'Serie' })).toHaveCount(0)

  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(paper.getByRole('row').last()).toBeVisible()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light')
  await page.emulateMedia({ media: null })

  if (hostKind === 'electron') {
    const target = join(app.dataFolder, 'report.pdf')
    await app.saveTo(target)
    await page.getByRole('button', { name: 'Lagre som PDF' }).click()
    await expect(notice(page)).toContainText('report.pdf er lagret.')
    const pdf = (await readFile(target)).toString('latin1')
    expect(pdf.startsWith('%PDF-')).toBe(true)
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(1)
    // Tagged, in the language on screen, so that a screen reader has the table's cells.
    expect(pdf).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/)
    expect(pdf).toContain('/StructTreeRoot')
    expect(pdf).toMatch(/\/Lang\s*\(nb\)/)
  }
  await page.keyboard.press('Escape')
  await expect(grid(page)).toBeFocused()

  // Names and addresses that no line breaks.
  await page.evaluate(() => (location.hash = '/report'))
  await expect.poll(() => rowCount(page)).toBeGreaterThan(count)
  for (const [column, text] of LONG) {
    await cell(page, 0, column).dblclick()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await expect(cell(page, 0, column)).toContainText(text)
  }
  await page.getByRole('button', { name: 'Kolonner' }).click()
  const boxes = page.getByRole('checkbox')
  await expect(boxes.first()).toBeVisible()
  for (const box of await boxes.all()) await box.check()
  const columns = await boxes.count()
  await page.keyboard.press('Escape')
  await grid(page).focus()
  await page.keyboard.press('Control+p')
  const headings = paper.getByRole('columnheader')
  // Code and status are always shown.
  await expect(headings).toHaveCount(columns + 2)

  const names = await headings.allInnerTexts()
  const target = join(app.dataFolder, 'all-columns.pdf')
  if (hostKind === 'electron') {
    await app.saveTo(target)
    await page.getByRole('button', { name: 'Lagre som PDF' }).click()
    await expect(notice(page)).toContainText('all-columns.pdf er lagret.')
  } else await page.pdf({ path: target, preferCSSPageSize: true })

  // In the order of the document, in which the lines of a heading follow each other.
  const { stdout: text } = await run('pdftotext', ['-raw', '-l', '1', target, '-'])
  const letters = (words: string) => words.replace(/\s/g, '')
  for (const name of [...names, ...LONG.map(([, long]) => long)])
    expect(letters(text)).toContain(letters(name))
  const { stdout: places } = await run('pdftotext', ['-bbox', target, '-'], { maxBuffer: 100_000_000 })
  const width = Number(/<page width="([\d.]+)"/.exec(places)?.[1])
  const ends = [...places.matchAll(/xMax="([\d.]+)"/g)].map(([, end]) => Number(end))
  expect(ends.length).toBeGreaterThan(100)
  expect(Math.max(...ends)).toBeLessThanOrEqual(width)
  expect(await cornersOf(target)).toEqual(Array.from({ length: 4 }, () => 'ffffff'))
})

/** The colors of the corners of the first page, where its margins are. */
async function cornersOf(pdf: string): Promise<string[]> {
  const options = { encoding: 'buffer', maxBuffer: 100_000_000 } as const
  const { stdout } = await run('pdftoppm', ['-r', '20', '-l', '1', '-singlefile', pdf], options)
  // `P6`, the size, the brightest value, and three bytes a pixel.
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.toString('latin1'))
  const [width, height] = [Number(head?.[1]), Number(head?.[2])]
  const pixels = stdout.subarray(head?.[0].length)
  const at = (x: number, y: number) =>
    pixels
      .subarray(3 * (y * width + x))
      .subarray(0, 3)
      .toString('hex')
  const [right, bottom] = [width - 3, height - 3]
  return [at(2, 2), at(right, 2), at(2, bottom), at(right, bottom)]
}
