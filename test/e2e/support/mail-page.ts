import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, type TestApp } from '../fixtures.ts'
import { commercePage } from './commerce-page.ts'

/** What a person does with mail, in Norwegian. */
export const mailPage = (page: Page) => {
  const status = (): Locator => page.getByTestId('outbox-status')
  const messages = (): Locator => page.getByRole('listbox', { name: 'Meldinger' }).getByRole('option')
  const details = (): Locator => page.getByTestId('message-details')
  const notice = (): Locator => page.getByTestId('notice')
  const tab = (name: string): Locator =>
    page.getByRole('group', { name: 'Vis meldinger som er' }).getByRole('button', { name })
  const field = (name: string): Locator => page.locator(`[data-field="${name}"]`).locator('input, textarea')

  async function open(view: 'Meldinger' | 'Maler' | 'E-postserver' = 'Meldinger'): Promise<void> {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Utboks/ })
      .click()
    await expect(page.getByRole('heading', { level: 1, name: 'Utboks' })).toBeVisible()
    await page
      .getByRole('navigation', { name: 'Deler av utboksen' })
      .getByRole('link', { name: view })
      .click()
  }

  /** Names the merchant, which every message mentions. */
  async function nameMerchant(): Promise<void> {
    const shop = commercePage(page)
    await shop.enable('Webex Events')
    await shop.chooseProvider('PayPal-ekspresskasse (USA)')
    await shop.fill({ 'PayPal-e-postadresse for pålogging': 'salg@fjordkurs.example' })
    await shop.fillMerchant()
    await shop.updated(1)
  }

  async function create(choose: () => Promise<void>, codes: number): Promise<void> {
    await page.getByRole('navigation').getByRole('link', { name: 'Opprett kampanjekoder' }).click()
    await choose()
    await page.getByRole('textbox', { name: 'Rabatt', exact: true }).fill('25')
    await page.getByRole('button', { name: `Opprett ${codes} koder` }).click()
    await expect(notice()).toContainText(`${codes} koder`)
  }

  /** The dialog of sending is open: puts so many messages into the outbox. */
  async function queue(count: number): Promise<void> {
    await page.getByTestId('send-apply').click()
    await expect(notice()).toContainText(`${count} meldinger lagt i utboksen.`)
    await expect(page.getByRole('dialog')).toBeHidden()
  }

  /** A server on this machine, which needs no encryption. */
  async function fillServer(port: number): Promise<void> {
    await field('host').fill('127.0.0.1')
    await page.getByRole('radio', { name: 'Ingen' }).click()
    await field('port').fill(String(port))
    await field('senderName').fill('Fjordkurs AS')
    await field('senderAddress').fill('kurs@fjordkurs.example')
    await field('perMinute').fill('')
  }
  async function saveServer(): Promise<void> {
    await page.getByTestId('save-server').click()
    await expect(notice()).toContainText('E-postserveren er lagret.')
  }

  /** Saves a server on this machine, and sends what waits through it. */
  async function sendThrough(port: number, count: number): Promise<void> {
    await open('E-postserver')
    await fillServer(port)
    await saveServer()
    await open()
    await send(count)
  }

  /** Approves what waits: the button says how many messages go out. */
  async function send(count: number): Promise<void> {
    const button = page.getByTestId('resume')
    await expect(button).toHaveText(count === 1 ? 'Send 1 melding nå' : `Send ${count} meldinger nå`)
    await button.click()
  }

  /** Waits until the tabs count so. */
  const counted = async (expected: Readonly<Record<string, number>>) => {
    for (const [name, count] of Object.entries(expected))
      await expect(tab(name)).toHaveText(new RegExp(`^${name}\\s*${count}$`), { timeout: 20_000 })
  }

  /** Waits until so many are sent; whatever waits for a later try is tried at once. */
  const untilSent = (count: number) =>
    expect(async () => {
      if (await page.getByTestId('resume').isVisible()) await page.getByTestId('resume').click()
      await expect(tab('Sendt')).toHaveText(new RegExp(`^Sendt\\s*${count}$`), { timeout: 1000 })
    }).toPass()

  return {
    status,
    messages,
    details,
    notice,
    tab,
    field,
    open,
    nameMerchant,
    create,
    queue,
    fillServer,
    saveServer,
    sendThrough,
    send,
    counted,
    untilSent,
    check: () => page.getByTestId('mail-check'),
    plan: () => page.getByTestId('send-plan'),
    badge: () => page.getByRole('navigation').getByRole('link', { name: /^Utboks/ }),
  }
}

/** Names that a message must carry unharmed, and one that is missing. */
export const RECIPIENTS = [
  ['Kari Nordli', 'kari@nordli.example'],
  ['Øystein Åsæther', 'oystein@asaether.example'],
  ['שרה כהן', 'sara@cohen.example'],
  ['Åse 🎉 Lie', 'ase@lie.example'],
  ['', 'uten.navn@havn.example'],
] as const

/** Codes for the recipients of a file, and a message to each in the outbox. */
export async function queueFromFile(
  app: Pick<TestApp, 'page' | 'dataFolder' | 'chooseFile'>,
  recipients: readonly (readonly [string, string])[],
): Promise<void> {
  const mail = mailPage(app.page)
  const file = join(app.dataFolder, 'mottakere.csv')
  const rows = recipients.map(([name, email]) => `${name};${email}`)
  await writeFile(file, `Navn;E-post\r\n${rows.join('\r\n')}\r\n`)
  await mail.nameMerchant()
  await mail.create(async () => {
    await app.chooseFile(file)
    await app.page.getByRole('button', { name: 'Velg fil' }).click()
    await expect(app.page.getByTestId('file-card')).toContainText('mottakere.csv')
  }, recipients.length)
  await app.page.getByTestId(/^send-batch-/).click()
  await expect(mail.plan()).toContainText(`${recipients.length} meldinger legges i kø`)
  await mail.queue(recipients.length)
}
