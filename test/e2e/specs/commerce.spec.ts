import { expect, test } from '../fixtures.ts'
import { commercePage } from '../support/commerce-page.ts'

const PAYFLOW = 'PayPal Payflow Pro'
const UK = 'PayPal Website Payments Pro (Storbritannia)'
const CANADA = 'PayPal-ekspresskasse (Canada)'
const USA = 'PayPal-ekspresskasse (USA)'

test.use({ ownHost: true })

test('Payflow Pro, from an empty site to production, and an earlier revision restored', async ({
  app: { page },
}) => {
  const shop = commercePage(page)
  await shop.enable('Webex Events')
  await shop.chooseProvider(PAYFLOW)
  await expect(page.getByTestId('currency')).toHaveText(/US\$ USD, amerikanske dollar/)
  await expect(page.getByRole('button', { name: /^Endre/ })).toHaveCount(0)

  // The account type says which cards are asked for.
  await page.getByRole('radio', { name: 'Website Payments Pro', exact: true }).check()
  await expect(page.locator('[data-field="cards"]')).toBeHidden()
  await page.getByRole('radio', { name: 'Payflow Pro', exact: true }).check()
  await expect(page.locator('[data-field="cards"]').getByRole('checkbox')).toHaveCount(6)
  await page.getByRole('radio', { name: /^PayPal Payments Pro-/ }).check()
  await expect(page.locator('[data-field="cards"]').getByRole('checkbox')).toHaveCount(4)
  await shop.card('Visa').check()
  await shop.card('AMEX').check()
  await page.getByRole('checkbox', { name: /^Ekspresskasse/ }).check()
  await shop.fillAccount('-sandbox')
  await shop.fillMerchant()
  await shop.fill({ Bunntekst: 'Avbestilling er gratis <b>til</b> 24 timer før start.' })

  // The preview is what buyers will see; text is text.
  const preview = page.getByTestId('preview')
  await expect(preview).toContainText('Fjordkurs AS')
  await expect(preview).toContainText('US$ 90,00')
  await expect(preview.getByRole('img', { name: 'AMEX' })).toBeVisible()
  await expect(preview.getByTestId('page-express')).toHaveText('PayPal-ekspresskasse')
  await expect(preview.getByTestId('page-footer')).toHaveText(
    'Avbestilling er gratis <b>til</b> 24 timer før start.',
  )
  await shop.updated(1)
  await expect(page.locator('[data-field="password"]')).toContainText('Angitt')
  await expect(page.getByTestId('mode')).toContainText('Test')

  // Production has an account of its own: what it lacks is named, each with the way to its field.
  await shop.mode('Produksjon').click()
  await expect(page.locator('[data-field="partnerId"] input')).toHaveValue('')
  await page.getByTestId('update').click()
  await expect(shop.checks()).toContainText('Mangler: Partner-ID')
  await expect(page.getByTestId('publish')).toBeDisabled()
  await page.getByRole('button', { name: 'Fyll ut Partner-ID' }).click()
  await expect(page.locator('[data-field="partnerId"] input')).toBeFocused()
  await shop.fillAccount('')
  await shop.update()
  await expect(shop.differences()).toContainText('Fjordkurs AS')
  await shop.publish()
  await expect(page.getByTestId('mode')).toContainText('ekte betalinger')

  // An edit in production shows the same review.
  await shop.closeNotice()
  await shop.fill({ Bunntekst: 'Avbestilling er gratis <b>til</b> 48 timer før start.' })
  await shop.update()
  await expect(shop.differences().locator('ins')).toHaveText(['48'])
  await shop.publish()

  // Back to Test, then the first publishing is brought back.
  await shop.closeNotice()
  await shop.mode('Test').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tilbake til test' })).toBeVisible()
  await shop.carryOut()
  await expect(shop.notice()).toContainText('Webex Events er i test.')
  await expect(shop.field('Bunntekst')).toHaveValue('Avbestilling er gratis <b>til</b> 48 timer før start.')

  await page.getByRole('navigation').getByRole('link', { name: 'Historikk' }).click()
  await page.getByRole('link', { name: 'Revisjoner' }).click()
  await page.getByRole('option').last().click()
  await page.getByTestId('restore').click()
  await expect(page.getByTestId('restore-plan')).toContainText('24')
  await page.getByTestId('restore-now').click()
  await expect(shop.notice()).toContainText('Revisjon 1 er gjenopprettet')
  await shop.open('Webex Events')
  await expect(shop.field('Bunntekst')).toHaveValue('Avbestilling er gratis <b>til</b> 24 timer før start.')
})

test('Website Payments Pro (UK): its cards and currency, what was typed survives another provider, and to production', async ({
  app: { page },
}) => {
  const shop = commercePage(page)
  await shop.enable('Webex Training')
  await shop.chooseProvider(UK)
  await shop.fillAccount('-uk')
  await page.getByRole('radio', { name: 'Website Payments Pro Payflow-utgave' }).check()
  await expect(
    page.getByRole('group', { name: 'Kredittkort eller debetkort som støttes for nettstedet' }),
  ).toBeVisible()
  await expect(page.locator('[data-field="cards"]').getByRole('checkbox')).toHaveCount(2)
  await shop.card('Visa/Debit/Electron').check()
  await expect(page.getByRole('checkbox', { name: /^Ekspresskasse/ })).toHaveCount(0)

  await expect(page.getByTestId('currency')).toContainText('£ GBP')
  await page.getByRole('button', { name: /^Endre/ }).click()
  await page.locator('[data-field="currency"] .v-field').click()
  await page.getByRole('option', { name: /EUR/ }).click()
  await expect(page.getByTestId('currency')).toContainText('€ EUR')

  await shop.chooseProvider(PAYFLOW)
  await expect(page.locator('[data-field="partnerId"] input')).toHaveValue('')
  await shop.chooseProvider(UK)
  await expect(page.locator('[data-field="vendor"] input')).toHaveValue('fjordkurs-uk')
  await expect(shop.card('Visa/Debit/Electron')).toBeChecked()
  await expect(page.getByTestId('currency')).toContainText('€ EUR')
  await shop.fillMerchant()
  await shop.updated(1)

  await shop.mode('Produksjon').click()
  await shop.fillAccount('')
  await shop.update()
  await expect(shop.differences()).toContainText('Website Payments Pro Payflow-utgave')
  await shop.publish()
  await expect(page.getByTestId('mode')).toContainText('ekte betalinger')
})

for (const [provider, currency] of [
  [CANADA, 'CA$ CAD'],
  [USA, 'US$ USD'],
] as const)
  test(`${provider}: a PayPal login, its permission, no cards, and to production`, async ({ app }) => {
    const { page } = app
    const grant = page.locator('[data-field="grant"]')
    const confirm = page.getByRole('button', { name: 'Jeg har gitt tillatelsen' })
    const shop = commercePage(page)
    await shop.enable('Webex Events')
    await shop.chooseProvider(provider)
    await expect(page.getByTestId('currency')).toContainText(currency)
    await expect(page.locator('[data-field="cards"], [data-field="password"]')).toHaveCount(0)
    await expect(grant).toContainText('Ikke gitt')
    // The older way is folded away where PayPal can be asked.
    await expect(confirm).toBeHidden()
    await page.getByTestId('by-hand').click()
    await expect(confirm).toBeDisabled()
    await expect(confirm).toHaveAccessibleDescription(/^Fyll ut «PayPal-e-postadresse/)

    // A wrong address is refused beside its field and at the top.
    await shop.fill({ 'PayPal-e-postadresse for pålogging': 'salg@fjordkurs', Selgernavn: 'Fjordkurs AS' })
    await page.keyboard.press('Control+s')
    const summary = page.getByTestId('error-summary')
    await expect(summary).toBeFocused()
    await expect(page.locator('[data-field="paypalEmail"]').getByRole('alert')).toBeVisible()
    await summary.getByRole('button', { name: 'PayPal-e-postadresse' }).click()
    await expect(page.locator('[data-field="paypalEmail"] input')).toBeFocused()
    await shop.fill({
      'PayPal-e-postadresse for pålogging': 'salg@fjordkurs.example',
      Kundestøtteinfo: 'hjelp@fjordkurs.example',
    })
    await expect(summary).toBeHidden()
    await expect(confirm).toHaveAccessibleDescription(
      'Påloggingen er ikke lagret. Velg «Oppdater» før du bekrefter.',
    )
    await shop.updated(1)

    // The permission is given at PayPal; here it says that the person confirmed it, and that only they did.
    await page.getByRole('button', { name: 'Åpne PayPal Sandbox' }).click()
    await expect.poll(app.opened).toEqual(['https://www.sandbox.paypal.com/signin'])
    await confirm.focus()
    await page.keyboard.press('Enter')
    await expect(grant).toContainText(/Bekreftet av deg .* kl\.\s.*, ikke kontrollert hos PayPal/)
    await expect(grant).toContainText('Bare bekreftet av deg.')
    const withdraw = grant.getByRole('button', { name: 'Trekk tilbake' })
    await expect(withdraw).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(grant).toContainText('Ikke gitt')
    await expect(shop.notice()).toContainText('Hos PayPal gjelder den til du fjerner den der.')
    await confirm.click()
    await expect(grant).toContainText('Bekreftet av deg')

    // Production has a login of its own; without its permission it takes no payments.
    await shop.mode('Produksjon').click()
    await expect(grant).toContainText('Ikke gitt')
    await shop.fill({ 'PayPal-e-postadresse for pålogging': 'betaling@fjordkurs.example' })
    await page.getByTestId('update').click()
    await expect(shop.checks()).toContainText('Mangler: API-tillatelse')
    await expect(page.getByTestId('publish')).toBeDisabled()
    await page.getByRole('button', { name: 'Fyll ut API-tillatelse' }).click()
    // Nobody can be asked without an API account: the older way is in view.
    await expect(page.getByTestId('ask-grant')).toBeDisabled()
    await expect(page.getByTestId('by-hand')).toBeFocused()
    const open = page.getByRole('button', { name: 'Åpne PayPal (åpnes i nettleseren)' })
    await open.focus()
    await expect(grant).toContainText('logg på som betaling@fjordkurs.example')
    await page.keyboard.press('Enter')
    await expect
      .poll(app.opened)
      .toEqual(['https://www.sandbox.paypal.com/signin', 'https://www.paypal.com/signin'])
    await confirm.click()
    await expect(grant).toContainText('Bekreftet av deg')
    await shop.closeNotice()
    await shop.update()
    await expect(shop.checks()).not.toContainText('Mangler')
    await shop.publish()
    await expect(page.getByTestId('mode')).toContainText('ekte betalinger')
    await expect(grant).toContainText('Bekreftet av deg')

    // Payments in production depend on it: it is not withdrawn by one press.
    await shop.closeNotice()
    await grant.getByRole('button', { name: 'Trekk tilbake' }).click()
    await expect(shop.dialog()).toContainText('Vil du trekke tilbake API-tillatelsen?')
    await shop.dialog().getByRole('button', { name: 'Avbryt' }).click()
    await expect(shop.dialog()).toBeHidden()
    await expect(grant).toContainText('Bekreftet av deg')

    // What is in production does not go over to another login.
    await shop.fill({ 'PayPal-e-postadresse for pålogging': 'ny@fjordkurs.example' })
    await expect(grant).toContainText('Bekreftet for betaling@fjordkurs.example')
    await expect(confirm).toBeDisabled()
  })

test('the services are linked and unlinked; what differs is shown before it is replaced', async ({
  app: { page },
}) => {
  const shop = commercePage(page)
  await shop.enable('Webex Events')
  await shop.fill({ Selgernavn: 'Fjordkurs AS' })
  await shop.updated(1)

  // Training gets settings of its own while Events is off.
  await (await shop.boxes()).getByRole('checkbox', { name: 'Webex Events' }).click()
  await expect(page.getByTestId('link-plan')).toContainText('tar ikke imot betalinger')
  await page.getByTestId('apply-services').click()
  await expect(page.getByTestId('service-off')).toBeVisible()
  await shop.enable('Webex Training')
  await shop.fill({ Selgernavn: 'Havnekurs AS' })
  await shop.updated(2)

  // The person chooses whose settings are for both, and sees what that replaces.
  await (await shop.boxes()).getByRole('checkbox', { name: 'Webex Events' }).click()
  const plan = page.getByTestId('link-plan')
  await expect(plan.getByTestId('link-differences')).toContainText('Fjordkurs AS')
  await expect(plan.getByTestId('link-differences')).toContainText('Havnekurs AS')
  await expect(page.getByTestId('apply-services')).toBeDisabled()
  await plan.getByRole('radio', { name: 'Behold innstillingene for Webex Events' }).check()
  await expect(plan.locator('ins')).toHaveText(['Fjordkurs AS'])
  await plan.getByRole('radio', { name: 'Behold innstillingene for Webex Training' }).check()
  await expect(plan.locator('del')).toHaveText(['Fjordkurs AS'])
  await expect(plan.locator('ins')).toHaveText(['Havnekurs AS'])
  await page.getByTestId('apply-services').click()
  await expect(page.getByTestId('link-strip')).toContainText('Koblet med Webex Events.')
  await shop.open('Webex Events')
  await expect(shop.field('Selgernavn')).toHaveValue('Havnekurs AS')
  await expect(page.getByTestId('link-strip')).toContainText('Koblet med Webex Training.')

  // A change on either page is a change to both; unlinked, each keeps what it had.
  await shop.fill({ Selgernavn: 'Felles AS' })
  await shop.closeNotice()
  await shop.update()
  await expect(shop.notice()).toContainText('for Events og Training')
  await shop.open('Webex Training')
  await expect(shop.field('Selgernavn')).toHaveValue('Felles AS')
  await (await shop.boxes()).getByRole('checkbox', { name: 'Webex Events' }).click()
  await expect(page.getByTestId('link-plan')).toContainText('kobles fra hverandre')
  await page.getByTestId('apply-services').click()
  await expect(page.getByTestId('link-strip')).toContainText('Bare Webex Training er aktivert.')
  await expect(shop.field('Selgernavn')).toHaveValue('Felles AS')
})

test('what is typed survives leaving the page and a restart; a password does not', async ({ app }) => {
  const shop = commercePage(app.page)
  await shop.enable('Webex Events')
  await shop.chooseProvider(PAYFLOW)
  await shop.fillAccount('-utkast')
  await expect(app.page.getByTestId('draft-kept')).toContainText('Utkast lagret')
  await app.page.getByRole('navigation').getByRole('link', { name: 'Oversikt' }).click()
  await shop.open('Webex Events')
  await expect(app.page.getByTestId('draft-restored')).toBeVisible()
  await expect(app.page.locator('[data-field="vendor"] input')).toHaveValue('fjordkurs-utkast')

  await app.restartApp()
  const again = commercePage(app.page)
  await again.open('Webex Events')
  await expect(app.page.locator('[data-field="vendor"] input')).toHaveValue('fjordkurs-utkast')
  await expect(app.page.locator('[data-field="password"] input')).toHaveValue('')
  await app.page.getByRole('button', { name: 'Forkast' }).click()
  await expect(again.changed()).toBeHidden()
  await expect(app.page.locator('[data-field="vendor"] input')).toHaveCount(0)
})
