import type { Locator, Page } from '@playwright/test'
import { expect, type TestApp } from '../fixtures.ts'
import { outside } from './outside-browser.ts'

/** A payment's steps as the page shows them: `['authorize done', 'capture done']`. */
export type ShownStep = `${string} ${'running' | 'done' | 'refused' | 'unknown'}`

/** What a person does on the test transaction page, in Norwegian, and as a buyer in a browser of their own. */
export const paymentsPage = (app: TestApp) => {
  const page = (): Page => app.page
  const steps = (): Locator => page().getByTestId('steps').locator('li')
  const earlier = (): Locator => page().getByTestId('earlier').getByRole('listitem')
  const pay = (): Locator => page().getByTestId('page-pay')
  const express = (): Locator => page().getByTestId('page-express')
  const code = (): Locator => page().getByRole('textbox', { name: 'Kampanjekode' })
  const price = (): Locator => page().getByRole('textbox', { name: /^Pris i / })
  const after = (): Locator => page().getByRole('checkbox', { name: 'Annuller etterpå' })

  async function open(): Promise<void> {
    await page().getByRole('navigation').getByRole('link', { name: 'Testtransaksjon' }).click()
    await expect(page().getByRole('heading', { level: 1, name: 'Testtransaksjon' })).toBeVisible()
  }

  /** Waits until the payment that is shown has gone just these steps. */
  const went = (...expected: readonly ShownStep[]) =>
    expect
      .poll(() =>
        steps().evaluateAll((all) =>
          all.map((one) => `${one.getAttribute('data-step')} ${one.getAttribute('data-state')}`),
        ),
      )
      .toEqual(expected)

  /** Chooses one of PayPal's test cards. */
  async function chooseCard(name: string): Promise<void> {
    await page().locator('[data-field="card"] .v-field').click()
    await page().getByRole('option', { name }).click()
  }

  /** Begins at PayPal by `start`, and does there what a buyer does. */
  async function atPaypal(
    start: () => Promise<unknown>,
    there: (paypal: Page) => Promise<void>,
  ): Promise<void> {
    const before = (await app.opened()).length
    await start()
    await outside(app, before, there)
  }

  const decides = (decision: RegExp) => async (paypal: Page) => {
    await paypal.getByRole('button', { name: decision }).click()
    await expect(paypal.getByRole('heading', { level: 1 })).toContainText(/hos PayPal/)
  }

  return {
    steps,
    earlier,
    pay,
    express,
    code,
    price,
    after,
    open,
    went,
    chooseCard,
    atPaypal,
    approves: decides(/^Godkjenn (?!, men)/),
    declines: decides(/^Godkjenn, men la PayPal avslå/),
    cancels: decides(/^Avbryt$/),
    end: () => page().getByTestId('end'),
    again: () => page().getByTestId('new-test').click(),
    reverse: () => page().getByTestId('reverse').click(),
    card: (field: 'number' | 'expiry' | 'cvv') => page().locator(`[data-card="${field}"]`),
  }
}
