import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { grid, notice, openSampleReport, rowCount } from '../support/report-page.ts'

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
})
