import type { Page } from '@playwright/test'
import { readQrCodes } from '../../support/read-qr-codes.ts'
import { parseWithPython } from '../../support/mail/parse-mail.ts'
import { startSink } from '../../support/mail/smtp-sink.ts'
import { expect, test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { mailPage, queueFromFile, RECIPIENTS } from '../support/mail-page.ts'
import { cell, choose, grid, notice, openSampleReport } from '../support/report-page.ts'

test.use({ ownHost: true })

const LINK = 'https://kurs.fjordkurs.example/bestill?kode='
const TEXT = 'Hei %AttendeeName%\n\n%PromoCode% gjelder for: %AppliesTo%\n\n%PromoLink%\n\n%PromoQrCode%'

/** The link that the site has from then on. */
async function setLink(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  await page.getByRole('textbox', { name: 'Nettstedets navn' }).fill('Fjordkurs')
  await page.getByRole('textbox', { name: 'Lenke for kampanjekoder' }).fill(`${LINK}%PromoCode%`)
  await page.keyboard.press('Control+s')
  await expect(notice(page)).toContainText('Innstillingene er lagret.')
}

/** The code in a row of the report, once the row is drawn. */
async function codeIn(page: Page, row: number): Promise<string> {
  await expect(cell(page, row, 'code')).toHaveText(/\w/)
  return (await cell(page, row, 'code').innerText()).trim()
}

test('the setting says what would be right, and a template shows its QR code', async ({ app }) => {
  const { page } = app
  const mail = mailPage(page)

  // A template that refers to the link while the site has none says what is missing.
  await mail.open('Maler')
  await mail.field('text').fill(TEXT)
  await expect(page.getByTestId('mail-preview')).toContainText('Nettstedet har ikke fylt ut')
  await expect(page.getByTestId('mail-preview')).toContainText('Lenke')
  await page.getByTestId('save-template').click()
  await expect(notice(page)).toContainText('er lagret')

  // The setting: a refusal says what would be right.
  await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
  const field = page.getByRole('textbox', { name: 'Lenke for kampanjekoder' })
  await field.fill(LINK)
  await expect(page.locator('[data-field=promoLink]')).toContainText(
    `Adressen mangler %PromoCode%. Skriv ${LINK}%PromoCode%.`,
  )
  await setLink(page)

  // The preview draws the picture, under the page's own policy.
  await mail.open('Maler')
  const preview = page.getByTestId('mail-preview')
  await preview.getByRole('radio', { name: 'HTML' }).click()
  const picture = preview.getByRole('img', { name: /^QR-kode med adressen/ })
  await expect(picture).toBeVisible()
  const [previewed = ''] = await readQrCodes(await picture.screenshot(), 'png')
  expect(previewed).toContain(LINK)
  await expect(preview.getByTestId('mail-html')).toContainText(previewed)
})

test('messages carry the QR code of their link inside', async ({ app }) => {
  const { page } = app
  const mail = mailPage(page)
  await setLink(page)
  await mail.open('Maler')
  await mail.field('text').fill(TEXT)
  await page.getByTestId('save-template').click()
  await expect(notice(page)).toContainText('er lagret')
  await queueFromFile(app, RECIPIENTS)
  const sink = await startSink()
  await mail.sendThrough(sink.port, RECIPIENTS.length)
  await mail.counted({ Sendt: RECIPIENTS.length })
  for (const sent of await parseWithPython(sink.taken.map(({ bytes }) => bytes))) {
    const [link = ''] = /https:\S+/.exec(sent.text) ?? []
    expect(sent.text).toContain('gjelder for: Alt')
    expect(await readQrCodes(sent.pictures[0]?.bytes ?? Buffer.alloc(0), 'gif')).toEqual([link])
  }
  await sink.close()
})

test('the details of a code have its link, to be copied, and its QR code', async ({ app }) => {
  const { page } = app
  await openSampleReport(page)
  await setLink(page)
  await page.evaluate(() => (location.hash = '/report?status=active'))
  const code = await codeIn(page, 0)
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  const shown = page.getByTestId('code-link')
  // Keys count once the rows have their handlers.
  await expect(async () => {
    await page.keyboard.press('Enter')
    await expect(shown).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(shown).toContainText(`${LINK}${code}`)
  await expect(shown.getByRole('img')).toBeVisible()
  expect(await readQrCodes(await shown.getByRole('img').screenshot(), 'png')).toEqual([`${LINK}${code}`])
  await shown.getByRole('button', { name: 'Kopier lenken' }).click()
  await expect(notice(page)).toContainText('Kopiert')
  await page.keyboard.press('Control+Shift+F')
  const pasted = page.getByRole('textbox', { name: 'Koder eller e-postadresser' })
  await expect(pasted).toBeFocused()
  await page.keyboard.press('Control+v')
  await expect(pasted).toHaveValue(`${LINK}${code}`)
  await page.keyboard.press('Escape')
  expect(await violations(page)).toEqual([])
})

test('cards of the ticked rows are printed with the QR code of each', async ({ app }) => {
  const { page } = app
  await openSampleReport(page)
  await setLink(page)
  await page.evaluate(() => (location.hash = '/report?status=active'))
  const links = [`${LINK}${await codeIn(page, 0)}`, `${LINK}${await codeIn(page, 1)}`].sort()
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await choose(page, 'Skriv ut kort med koder')
  const paper = page.getByRole('article', { name: 'Kort med koder' })
  await expect(paper.getByRole('img')).toHaveCount(2)
  expect(await violations(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button')).toHaveCount(0)
  expect(await readQrCodes(await paper.screenshot(), 'png')).toEqual(links)
  await page.emulateMedia({ media: null })
  await page.keyboard.press('Escape')
  await expect(grid(page)).toBeFocused()

  // The menu leads to the same.
  await page.getByRole('button', { name: 'Skriv ut' }).click()
  await page.getByTestId('printCards').click()
  await expect(paper.getByRole('img')).toHaveCount(2)
})
