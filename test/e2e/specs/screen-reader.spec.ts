import { expect, test } from '../fixtures.ts'
import { cell, grid, openSampleReport } from '../support/report-page.ts'

/** What a screen reader receives, to be read as a person would listen to it. Codes and names are different in each sample. */
test('the grid names its columns and cells, and says what is ticked', async ({ app: { page } }) => {
  await openSampleReport(page, '/report?status=active')
  await cell(page, 0, 'code').click()
  await page.keyboard.press('Space')
  await expect(grid(page)).toMatchAriaSnapshot(`
    - grid "Kampanjekoder":
      - row:
        - columnheader "Noen rader er merket, fjern merkingen"
        - columnheader "Kode"
        - columnheader "Mottakernavn"
        - columnheader "Utløpsdato"
        - columnheader "Rabatt"
        - columnheader "Brukt/grense"
        - columnheader "E-post"
        - columnheader "Tjeneste"
        - columnheader "Gjelder for"
        - columnheader "Serie"
        - columnheader "Opprettet"
        - columnheader "Melding"
        - columnheader "Status har parameter":
          - text: Status
          - img "har parameter"
      - row /^Merket/ [selected]:
        - gridcell "Merket"
        - gridcell /^[A-Z2-9]{10}$/ [selected]
        - gridcell /./
        - gridcell /^\\d\\d\\.\\d\\d\\.\\d{4}$/
        - gridcell /%$|US\\$|£|CA/
        - gridcell /^\\d+ \\/ \\d+$/
        - gridcell /@/
        - gridcell /^Webex (Events|Training)$/
        - gridcell /./
        - gridcell /./
        - gridcell /^\\d\\d\\.\\d\\d\\.\\d{4}$/
        - gridcell
        - gridcell "Aktiv"
      - row /^Ikke merket/:
        - gridcell "Ikke merket"
  `)
})

test('a plan and the message of what was done are read out whole, each once', async ({ app: { page } }) => {
  await openSampleReport(page, '/report?status=active')
  await cell(page, 0, 'code').click()
  await page.keyboard.press('Space')
  await page
    .getByRole('region', { name: 'Merkede rader' })
    .getByRole('button', { name: /^Slett/ })
    .click()
  const plan = page.getByRole('dialog')
  await expect(plan).toMatchAriaSnapshot(`
    - dialog "Slett kampanjekoder":
      - heading "Slett kampanjekoder" [level=2]
      - paragraph: Slettede koder kan ikke brukes. De er fortsatt i rapporten, med status Slettet.
      - list:
        - listitem:
          - strong: 1 kode blir slettet
        - listitem: /brukt$/
        - listitem: /sendt til mottakeren$/
      - text: Kan angres.
      - button "Avbryt"
      - button "Slett 1 kode"
  `)
  await plan.getByRole('button', { name: 'Slett 1 kode' }).click()
  await expect(page.getByTestId('notice-line')).toMatchAriaSnapshot(`
    - region "Meldinger":
      - status:
        - paragraph:
          - strong: 1 kode slettet.
        - button "Angre"
        - button "Lukk"
      - button "Meldinger"
  `)
  await expect(page.getByText('1 kode slettet.')).toHaveCount(1)
  await expect(page.getByRole('region', { name: 'Merkede rader' })).toMatchAriaSnapshot(`
    - region "Merkede rader":
      - strong: 1 merket
      - text: /^av \\d+$/
  `)
})

test.describe('forced colors', () => {
  test('what is ticked and where the cursor is differ from the rest', async ({ app: { page } }) => {
    await page.emulateMedia({ forcedColors: 'active' })
    await openSampleReport(page, '/report?status=active')
    await cell(page, 1, 'code').click()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowUp')
    const looks = (row: number) =>
      cell(page, row, 'recipient').evaluate((one) => {
        const { backgroundColor, color } = getComputedStyle(one)
        const line = getComputedStyle(one.parentElement ?? one)
        return [backgroundColor, color, line.backgroundColor, line.color].join(' ')
      })
    expect(await looks(1)).not.toBe(await looks(2))
    const outline = (row: number) =>
      cell(page, row, 'code').evaluate((one) => {
        const { outlineStyle, outlineWidth, borderColor, boxShadow } = getComputedStyle(one)
        return [outlineStyle, outlineWidth, borderColor, boxShadow].join(' ')
      })
    expect(await outline(0)).not.toBe(await outline(2))
  })

  test('bars of charts and of statuses are drawn in colors of the system', async ({ app: { page } }) => {
    await page.emulateMedia({ forcedColors: 'active' })
    await page.getByRole('button', { name: 'Åpne eksempeldata' }).click()
    await expect(page.getByTestId('sample-strip')).toBeVisible()
    const chart = page.getByTestId('chart-expirations')
    const colors = await page.evaluate(() => {
      const paper = getComputedStyle(document.body).backgroundColor
      const probe = document.createElement('i')
      probe.style.cssText = 'forced-color-adjust: none; background: Highlight'
      document.body.append(probe)
      const highlight = getComputedStyle(probe).backgroundColor
      probe.remove()
      return { paper, highlight }
    })
    expect(colors.highlight).not.toBe(colors.paper)
    const fills = () =>
      chart.locator('svg path').evaluateAll((paths) => paths.map((path) => getComputedStyle(path).fill))
    await expect.poll(fills).toContain(colors.highlight)
    const bars = await page
      .locator('.statuses .bar span')
      .evaluateAll((spans) => spans.map((span) => getComputedStyle(span).background))
    expect(bars.length).toBeGreaterThan(1)
    expect(new Set(bars).size).toBe(bars.length)
  })
})
