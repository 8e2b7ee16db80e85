import type { Page } from '@playwright/test'
import { startSink } from '../../support/mail/smtp-sink.ts'
import { commercePage } from '../support/commerce-page.ts'
import { mailPage, queueFromFile, RECIPIENTS } from '../support/mail-page.ts'
import { cell, createForOne, goTo, notice } from '../support/report-page.ts'
import { expect, test } from '../support/team.ts'

const selection = (page: Page) => page.getByRole('region', { name: 'Merkede rader' })
const plan = (page: Page) => page.getByRole('dialog', { name: 'Slett kampanjekoder' })

/** Types over a cell, and goes on to the next row. */
async function edit(page: Page, row: number, text: string): Promise<void> {
  await cell(page, row, 'recipient').dblclick()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

test('what one person does is there for the other at once, and outdates what the other had planned', async ({
  database,
  startAs,
}) => {
  const kari = (await startAs('Kari Nordmann', database.target)).page
  const ola = (await startAs('Ola Hansen', database.target)).page
  await expect(ola.getByRole('heading', { level: 1, name: 'Oversikt' })).toBeVisible()
  await createForOne(kari, 4)
  await expect(ola.getByRole('main')).toContainText('4 koder')

  // Both plan to delete; Kari does it first.
  for (const page of [kari, ola]) {
    await goTo(page, 'Kampanjekoderapport')
    await cell(page, 0, 'code').click()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await selection(page)
      .getByRole('button', { name: /^Slett/ })
      .click()
    await expect(plan(page)).toContainText('2 koder')
  }
  await plan(kari).getByRole('button', { name: 'Slett 2 koder' }).click()
  await expect(notice(kari)).toContainText('2 koder slettet.')
  await plan(ola).getByRole('button', { name: 'Slett 2 koder' }).click()
  await expect(plan(ola)).toContainText('Siste endring: 2 koder slettet (Kari Nordmann, kl.')
})

test('keys undo what one did oneself, and a cell that both change keeps what is stored', async ({
  database,
  startAs,
}) => {
  const kari = (await startAs('Kari Nordmann', database.target)).page
  const ola = (await startAs('Ola Hansen', database.target)).page
  await createForOne(kari, 2)
  for (const page of [kari, ola]) await goTo(page, 'Kampanjekoderapport')
  await edit(kari, 0, 'Fra Kari')
  await expect(cell(ola, 0, 'recipient')).toHaveText('Fra Kari')
  await edit(ola, 1, 'Fra Ola')
  await expect(cell(kari, 1, 'recipient')).toHaveText('Fra Ola')

  // Kari's own is older than Ola's.
  await kari.keyboard.press('Control+z')
  await expect(cell(kari, 0, 'recipient')).toHaveText('Øystein Åsheim')
  await expect(cell(ola, 0, 'recipient')).toHaveText('Øystein Åsheim')
  await expect(cell(kari, 1, 'recipient')).toHaveText('Fra Ola')

  // Ola is typing in a cell that Kari changes.
  await cell(ola, 0, 'recipient').dblclick()
  await ola.keyboard.press('Control+a')
  await ola.keyboard.type('Ola igjen')
  await edit(kari, 0, 'Kari igjen')
  await expect(notice(kari)).toContainText('1 celle endret i 1 kode.')
  await ola.keyboard.press('Enter')
  const refused = cell(ola, 0, 'recipient')
  await expect(refused).toHaveAttribute('aria-invalid', 'true')
  await expect(refused).toContainText('Cellen ble endret et annet sted mens du skrev.')
  await expect(refused.locator('.content')).toContainText('Kari igjen')
  await ola.keyboard.press('F2')
  await ola.keyboard.press('Enter')
  await expect(cell(kari, 0, 'recipient')).toHaveText('Ola igjen')
})

test('what one queues, the other sends, once to each; what one publishes and what is redeemed at the other, both see', async ({
  database,
  startAs,
}) => {
  test.slow()
  test.slow()
  const kari = await startAs('Kari Nordmann', database.target)
  const ola = await startAs('Ola Hansen', database.target)
  await queueFromFile(kari, RECIPIENTS)

  // Ola's program may be the one that does not send: whichever does, each message goes out once.
  const mail = mailPage(ola.page)
  await mail.open()
  await mail.counted({ 'I kø': RECIPIENTS.length, Sendt: 0 })
  const sink = await startSink()
  await mail.sendThrough(sink.port, RECIPIENTS.length)
  await mail.counted({ 'I kø': 0, Sendt: RECIPIENTS.length })
  expect(sink.taken.map(({ to }) => to).sort()).toEqual(RECIPIENTS.map(([, email]) => email).sort())
  await sink.close()

  // Ola edits the settings that Kari publishes meanwhile.
  const [hers, his] = [commercePage(kari.page), commercePage(ola.page)]
  await his.open('Webex Events')
  await his.fill({ Bunntekst: 'Olas bunntekst.' })
  await hers.open('Webex Events')
  await hers.mode('Produksjon').click()
  await hers.fill({ 'PayPal-e-postadresse for pålogging': 'salg@fjordkurs.example' })
  await hers.update()
  await kari.page.getByRole('button', { name: 'Fyll ut API-tillatelse' }).click()
  await kari.page.getByRole('button', { name: 'Jeg har gitt tillatelsen' }).click()
  await expect(kari.page.locator('[data-field="grant"]')).toContainText('Bekreftet av deg')
  await hers.closeNotice()
  await hers.update()
  await hers.publish()
  await expect(ola.page.getByTestId('mode')).toContainText('Produksjon')
  await expect(his.field('Bunntekst')).toHaveValue('Olas bunntekst.')
  await expect(ola.page.getByRole('main')).toContainText('Kari Nordmann')

  // A checkout beside Ola's program redeems a code of Kari's.
  await goTo(ola.page, 'Innstillinger')
  const card = ola.page.getByTestId('scripts')
  await card.getByRole('button', { name: 'Slå på' }).click()
  const token = (await card.getByTestId('token').textContent()) ?? ''
  const address = (await card.locator('code').first().textContent()) ?? ''
  await goTo(kari.page, 'Kampanjekoderapport')
  await expect(cell(kari.page, 0, 'code')).toHaveText(/\w{10}/)
  const code = (await cell(kari.page, 0, 'code').innerText()).trim()
  const sale = { service: 'events', item: 'live-events', full: 24_000, currency: 'USD', code, order: 'S-1' }
  const answer = await fetch(`${address}/api/call`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ method: 'redemptions.redeem', input: sale }),
  })
  expect(await answer.json()).toMatchObject({ ok: true, output: { order: 'S-1', code } })
  await expect(cell(kari.page, 0, 'used')).toContainText('1')
})
