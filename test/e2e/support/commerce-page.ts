import type { Locator, Page } from '@playwright/test'
import { expect } from '../fixtures.ts'

export const PASSPHRASE = 'hest batteri stift korrekt'
export type ServiceName = 'Webex Events' | 'Webex Training'

/** What a person does on the E-commerce pages, in Norwegian, by role and label. */
export const commercePage = (page: Page) => {
  const dialog = () => page.getByRole('dialog')
  const notice = () => page.getByTestId('notice')
  const changed = () => page.getByTestId('changes')

  async function open(service: ServiceName): Promise<void> {
    await page.getByRole('navigation').getByRole('link', { name: service }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'E-handel' })).toBeVisible()
  }

  /** Opens the boxes of the services; the caller ticks. */
  async function boxes(): Promise<Locator> {
    await page.getByRole('button', { name: /^(Aktiver e-handel|Tjenester)$/ }).click()
    await expect(page.getByTestId('services')).toBeVisible()
    return page.getByTestId('services')
  }

  /** Ticks or unticks a box, and applies it. */
  async function tick(service: ServiceName): Promise<void> {
    await (await boxes()).getByRole('checkbox', { name: service }).click()
    await page.getByTestId('apply-services').click()
  }

  async function enable(service: ServiceName): Promise<void> {
    await open(service)
    // On the page of a service that is off its box is ticked.
    await expect((await boxes()).getByRole('checkbox', { name: service })).toBeChecked()
    await page.getByTestId('apply-services').click()
    await expect(notice()).toContainText(`E-handel er aktivert for ${service}.`)
    await expect(dialog()).toBeHidden()
  }

  async function chooseProvider(name: string): Promise<void> {
    await page.locator('[data-field="provider"] .v-field').click()
    await page.getByRole('option', { name, exact: true }).click()
    await expect(page.locator('[data-field="provider"]')).toContainText(name)
  }

  async function fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, text] of Object.entries(fields))
      await page.getByRole('main').getByRole('textbox', { name: label }).fill(text)
  }

  async function fillAccount(suffix: string): Promise<void> {
    await fill({
      'Partner-ID': 'fjordkurs',
      'Forhandlers påloggings-ID/leverandør': `fjordkurs${suffix}`,
      'Bruker-ID': 'nettsted',
    })
    await page.locator('[data-field="password"] input').fill(`passord${suffix}`)
  }

  const fillMerchant = () => fill({ Selgernavn: 'Fjordkurs AS', Kundestøtteinfo: '+47 21 00 00 00' })

  /** Ctrl+S; chooses the passphrase that the first password asks for on a machine without a keychain. */
  async function update(): Promise<void> {
    await page.keyboard.press('Control+s')
    const ask = dialog().getByLabel('Ny passfrase')
    await expect(ask.or(notice()).or(page.getByTestId('checks')).first()).toBeVisible()
    if (!(await ask.isVisible())) return
    await ask.fill(PASSPHRASE)
    await dialog().getByLabel('Gjenta passfrasen').fill(PASSPHRASE)
    await dialog().getByRole('button', { name: 'Velg passfrase' }).click()
  }

  async function updated(revision: number): Promise<void> {
    await closeNotice()
    await update()
    await expect(notice()).toContainText(`Revisjon ${revision} er lagret i test`)
    await expect(changed()).toBeHidden()
  }

  async function closeNotice(): Promise<void> {
    // Behind one that must be read an earlier one waits.
    await expect(async () => {
      if (await notice().isVisible()) await notice().getByRole('button', { name: 'Lukk' }).click()
      await expect(notice()).toBeHidden({ timeout: 1 })
    }).toPass({ intervals: [0] })
  }

  /** Does what the review shows; what nobody has checked is confirmed by a tick. */
  async function carryOut(): Promise<void> {
    await closeNotice()
    const button = page.getByTestId('publish')
    const confirm = page.getByTestId('confirm-unchecked').getByRole('checkbox')
    await expect(button).toBeVisible()
    if (await confirm.isVisible()) await confirm.check()
    await button.click()
    await expect(button).toBeHidden()
  }

  /** From a complete test set-up to Production, by way of the review. */
  async function publish(): Promise<void> {
    await carryOut()
    await expect(notice()).toContainText('er i produksjon')
    await expect(page.getByTestId('mode')).toContainText('Produksjon')
  }

  return {
    dialog,
    notice,
    changed,
    open,
    boxes,
    tick,
    enable,
    chooseProvider,
    fill,
    fillAccount,
    fillMerchant,
    update,
    updated,
    closeNotice,
    carryOut,
    publish,
    differences: () => page.getByTestId('differences'),
    checks: () => page.getByTestId('checks'),
    field: (label: string) => page.getByRole('main').getByRole('textbox', { name: label }),
    card: (name: string) => page.getByRole('main').getByRole('checkbox', { name, exact: true }),
    mode: (name: 'Test' | 'Produksjon') => page.getByRole('radio', { name, exact: true }),
  }
}
