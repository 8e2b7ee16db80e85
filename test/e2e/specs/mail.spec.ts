import { startSink } from '../../support/mail/smtp-sink.ts'
import { expect, test } from '../fixtures.ts'
import { violations } from '../support/axe.ts'
import { PASSPHRASE } from '../support/commerce-page.ts'
import { mailPage, queueFromFile, RECIPIENTS } from '../support/mail-page.ts'
import { cell } from '../support/report-page.ts'

test.use({ ownHost: true })

test('from a recipient file to delivered messages: without a server, offline, then online', async ({
  app,
}) => {
  const { page } = app
  const mail = mailPage(page)
  await queueFromFile(app, RECIPIENTS)

  // Without a server the messages wait, and the overview says so.
  await page.getByTestId('notice').getByRole('link', { name: 'Utboks' }).click()
  await expect(mail.status()).toContainText('Det er ikke satt opp noen e-postserver.')
  await mail.counted({ 'I kø': 5, Sendt: 0 })
  await expect(mail.badge()).toHaveAccessibleName(/^Utboks\W+5 venter$/)
  await page.getByRole('navigation').getByRole('link', { name: 'Oversikt' }).click()
  await expect(page.getByTestId('mail-stopped')).toContainText('5 meldinger venter i utboksen')

  // A server that nobody can reach: checked, saved all the same, and waited for.
  const away = await startSink()
  await away.close()
  await mail.open('E-postserver')
  await mail.fillServer(away.port)
  await page.getByTestId('check-server').click()
  await expect(mail.check()).toContainText('ingen e-postserver tar imot på denne porten')
  await mail.saveServer()
  await expect(mail.notice()).toContainText('5 meldinger venter i utboksen.')
  await mail.open()

  // Saving sends nothing: the outbox says how many wait, and that the service is in Test.
  await expect(mail.status()).toContainText('5 meldinger venter og sendes ikke før du velger det.')
  await expect(mail.status().getByTestId('in-test')).toContainText(
    'Webex Events er i test, men meldingene går til mottakernes virkelige adresser.',
  )
  expect(await violations(page)).toEqual([])
  await page.getByRole('navigation').getByRole('link', { name: 'Oversikt' }).click()
  await expect(page.getByTestId('mail-stopped')).toContainText('Ingen sendes før du velger det i utboksen.')
  await mail.open()
  await mail.send(5)
  await expect(mail.status()).toContainText('ingen e-postserver tar imot på denne porten')
  await expect(mail.status()).toContainText(/Prøver igjen kl\.\s\d\d\.\d\d/)
  await mail.counted({ 'I kø': 5 })

  // The server is there: everything is sent at once, one message to each.
  const sink = await startSink({ port: away.port })
  await page.getByTestId('resume').click()
  await mail.counted({ 'I kø': 0, Sendt: 5 })
  await expect(mail.status()).toContainText('Alt er sendt.')
  expect(sink.taken.map(({ to }) => to).sort()).toEqual(RECIPIENTS.map(([, email]) => email).sort())
  expect(new Set(sink.taken.map(({ messageId }) => messageId)).size).toBe(RECIPIENTS.length)
  await sink.close()

  // One of them in full, found by its recipient.
  await page.getByRole('textbox', { name: 'Søk i utboksen' }).fill('cohen')
  await expect(mail.messages()).toHaveCount(1)
  await expect(mail.details()).toContainText('Forsøk 1: serveren tok imot meldingen')
  await expect(mail.details().getByTestId('mail-text')).toContainText('Hei שרה כהן,')
  await mail.details().getByRole('radio', { name: 'HTML' }).click()
  await expect(mail.details().getByTestId('mail-html').getByText('שרה כהן')).toBeVisible()

  // Who got what is shown in the report, which sends to nobody twice.
  await page.evaluate(() => (location.hash = '/report?message=sent'))
  await expect(cell(page, 4, 'status')).toBeVisible()
  await page.getByTestId('send-all').click()
  await expect(mail.plan()).toContainText('Ingen meldinger legges i kø')
  await expect(mail.plan()).toContainText('5 koder hoppes over fordi de er sendt')
  expect(await violations(page)).toEqual([])
  await expect(page.getByTestId('send-apply')).toBeDisabled()
})

test('refused and uncertain messages: the server’s own words, and a person’s answer', async ({ app }) => {
  const { page } = app
  const mail = mailPage(page)
  let isFixed = false
  const sink = await startSink({
    recipient: (address) =>
      !isFixed && address.startsWith('kari@') ? { code: 550, words: '5.1.1 Ukjent mottaker' } : null,
    outcome: (address) => ({ kind: address.startsWith('uten.') ? 'drop-after' : 'take' }),
  })
  await queueFromFile(app, RECIPIENTS)
  await mail.open('E-postserver')
  await mail.fillServer(sink.port)
  await mail.saveServer()
  await mail.open()
  await mail.send(5)
  await mail.counted({ Uavklart: 1 })
  // Who waits for a line that broke need not.
  await mail.untilSent(3)
  await mail.counted({ Mislyktes: 1 })
  await expect(mail.badge()).toHaveAccessibleName(/^Utboks\W+2 trenger svar$/)

  await page.getByRole('navigation').getByRole('link', { name: 'Oversikt' }).click()
  await expect(page.getByTestId('mail-failed')).toContainText('1 melding kunne ikke leveres')
  await page.getByTestId('mail-uncertain').getByRole('link', { name: 'Svar i utboksen' }).click()
  await expect(mail.messages()).toHaveCount(1)
  await expect(page.getByTestId('settle')).toContainText('Kom meldingen fram?')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Den kom fram' }).click()
  await expect(mail.notice()).toContainText('1 melding regnes som sendt.')
  await mail.counted({ Sendt: 4, Uavklart: 0 })

  await mail.tab('Mislyktes').click()
  await expect(page.getByTestId('mail-problem')).toContainText('Serveren godtok ikke mottakeradressen.')
  await expect(page.getByTestId('mail-problem')).toContainText('5.1.1 Ukjent mottaker')
  await mail.details().getByRole('radio', { name: 'HTML' }).click()
  expect(await violations(page)).toEqual([])
  isFixed = true
  await mail.details().getByRole('button', { name: 'Send på nytt' }).click()
  await mail.untilSent(5)
  const times = (email: string) => sink.taken.filter(({ to }) => to === email).length
  expect(RECIPIENTS.map(([, email]) => times(email))).toEqual([1, 1, 1, 1, 1])
  await sink.close()
})

test('paused, resumed, cancelled and taken back, by keyboard', async ({ app }) => {
  const { page } = app
  const mail = mailPage(page)
  const sink = await startSink()
  await queueFromFile(app, RECIPIENTS)
  await mail.open('E-postserver')
  await mail.fillServer(sink.port)
  // Slow enough to be stopped in time.
  await mail.field('perMinute').fill('1')
  await mail.saveServer()
  await mail.open()
  await page.getByTestId('resume').press('Enter')
  await expect.poll(() => sink.taken.length).toBe(1)
  await page.getByTestId('pause').press('Enter')
  await expect(mail.status()).toContainText('Sendingen er satt på pause. 4 meldinger venter.')

  // The list is walked through by keys; one of those that wait is cancelled.
  await mail.tab('I kø').press('Enter')
  await expect(mail.messages()).toHaveCount(4)
  const list = page.getByRole('listbox', { name: 'Meldinger' })
  await list.focus()
  await page.keyboard.press('End')
  await expect(mail.messages().last()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await expect(mail.messages().nth(2)).toHaveAttribute('aria-selected', 'true')
  await mail.details().getByRole('button', { name: 'Avbryt meldingen' }).press('Enter')
  await expect(mail.notice()).toContainText('1 melding avbrutt.')
  await mail.counted({ 'I kø': 3, Avbrutt: 1 })
  await page.keyboard.press('Control+z')
  await mail.counted({ 'I kø': 4, Avbrutt: 0 })

  await page.getByTestId('cancel-all').press('Enter')
  await expect(mail.notice()).toContainText('4 meldinger avbrutt.')
  await mail.counted({ 'I kø': 0, Avbrutt: 4 })
  expect(sink.taken).toHaveLength(1)
  await sink.close()
})

test('a template: variables picked, errors at their place, any recipient previewed, a test to oneself', async ({
  app,
}) => {
  const { page } = app
  const mail = mailPage(page)
  const sink = await startSink()
  await queueFromFile(app, RECIPIENTS)
  await mail.open('E-postserver')
  await page.getByRole('link', { name: 'Maler' }).click()
  const [subject, text] = [mail.field('subject'), mail.field('text')]
  const shown = page.getByTestId('mail-preview')
  await expect(shown.getByTestId('mail-to')).toContainText('@')

  // What is wrong is marked, and can be fixed in place.
  await subject.fill('Kode til %attendename%')
  await expect(page.getByRole('alert')).toContainText('Linje 1, tegn 10: %attendename% er ikke en variabel.')
  await expect(page.getByTestId('save-template')).toBeDisabled()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Bytt til %AttendeeName%' }).click()
  await expect(subject).toHaveValue('Kode til %AttendeeName%')
  await expect(page.getByRole('alert')).toHaveCount(0)

  // A variable is put where the caret is.
  await text.fill('Koden: ')
  await page.getByRole('button', { name: 'Kampanjekode', exact: true }).click()
  await expect(text).toHaveValue('Koden: %PromoCode%')
  await expect(text).toBeFocused()

  // Any recipient: the one without a name, several codes, and one that is looked for.
  const choose = async (name: string) => {
    await shown.locator('.v-select').first().click()
    await page.getByRole('option', { name }).click()
  }
  await choose('Uten navn')
  await expect(shown.getByTestId('mail-to')).toContainText('uten.navn@havn.example')
  await choose('Flere koder')
  await expect(shown.getByTestId('mail-text')).toContainText(/Kampanjekode\s+Rabatt\s+Gyldig til og med/)
  await choose('Velg mottaker')
  await shown.getByRole('combobox', { name: 'Finn mottaker eller kode' }).fill('asaether')
  await page.getByRole('option', { name: /Øystein Åsæther/ }).click()
  await expect(shown.locator('.subject')).toHaveText('Kode til Øystein Åsæther')

  await page.keyboard.press('Control+s')
  await expect(mail.notice()).toContainText('Malen for Webex Events på norsk er lagret.')
  await page
    .getByTestId('notice')
    .getByRole('button', { name: /^Angre/ })
    .click()
  await expect(subject).toHaveValue('Kampanjekode fra %MerchantName%')

  // A test to oneself: first without a server, then through one.
  await shown.getByRole('textbox', { name: 'Din e-postadresse' }).fill('meg@fjordkurs.example')
  await page.getByTestId('send-test').click()
  await expect(mail.check()).toContainText('Det er ikke satt opp noen e-postserver.')
  await mail.open()
  await page.getByTestId('cancel-all').or(mail.tab('I kø')).first().click()
  await page.getByTestId('cancel-all').click()
  await mail.counted({ 'I kø': 0 })
  await mail.open('E-postserver')
  await mail.fillServer(sink.port)
  await mail.saveServer()
  // What was typed is still there; without it the sender's own address is suggested.
  await mail.open('Maler')
  const address = page.getByRole('textbox', { name: 'Din e-postadresse' })
  await expect(address).toHaveValue('meg@fjordkurs.example')
  await page.getByTestId('draft-restored').getByRole('button', { name: 'Forkast' }).click()
  await expect(address).toHaveValue('kurs@fjordkurs.example')
  await page.getByTestId('send-test').click()
  await expect(mail.notice()).toContainText('Test-e-posten er sendt til kurs@fjordkurs.example.')
  expect(sink.taken.map(({ to }) => to)).toEqual(['kurs@fjordkurs.example'])
  await sink.close()
})

test('a server with a login: wrong and right passwords tried, sealed with a passphrase, never shown again', async ({
  app,
}) => {
  const { page } = app
  const mail = mailPage(page)
  const sink = await startSink({
    server: {
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) =>
        password === 'sommerfugl' ? done(null, { user: 'kurs' }) : done(new Error('5.7.8 Feil passord')),
    },
  })
  await mail.open('E-postserver')
  await page.getByTestId('check-server').click()
  await expect(page.getByRole('alert')).toContainText(['Skriv servernavnet som e-postleverandøren oppgir'])
  await mail.fillServer(sink.port)
  await mail.field('userName').fill('kurs')
  await mail.field('password').fill('vinterfugl')
  await page.getByTestId('check-server').click()
  await expect(mail.check()).toContainText('Serveren godtok ikke brukernavn og passord.')
  await expect(mail.check()).toContainText('5.7.8 Feil passord')
  await mail.field('password').fill('sommerfugl')
  await page.getByTestId('check-server').click()
  await expect(mail.check()).toContainText('Tilkoblingen virker.')

  // On a machine without a keychain the first password asks for a passphrase.
  await page.keyboard.press('Control+s')
  const asked = page.getByRole('dialog').getByLabel('Ny passfrase')
  await expect(asked.or(mail.notice()).first()).toBeVisible()
  if (await asked.isVisible()) {
    await asked.fill(PASSPHRASE)
    await page.getByRole('dialog').getByLabel('Gjenta passfrasen').fill(PASSPHRASE)
    await page.getByRole('dialog').getByRole('button', { name: 'Velg passfrase' }).click()
  }
  await expect(mail.notice()).toContainText('E-postserveren er lagret.')
  await expect(page.locator('[data-field="password"]')).toContainText('Angitt')
  await expect(mail.field('password')).toHaveCount(0)
  expect(await page.content()).not.toContain('sommerfugl')
  expect(await violations(page)).toEqual([])

  // The stored one is used, but not for another connection.
  await page.getByTestId('check-server').click()
  await expect(mail.check()).toContainText('Tilkoblingen virker.')
  await mail.field('userName').fill('annen')
  await expect(page.locator('[data-field="password"]')).toContainText(
    'Passordet er lagret for en annen tilkobling.',
  )
  await expect(mail.field('password')).toHaveValue('')
  await page.getByTestId('check-server').click()
  await expect(mail.check()).toContainText('Skriv inn passordet på nytt for denne tilkoblingen.')
  expect(await violations(page)).toEqual([])
  await mail.field('userName').fill('kurs')
  await expect(page.locator('[data-field="password"]')).toContainText('Angitt')

  // It can be taken away.
  await page.getByRole('button', { name: 'Fjern passordet' }).click()
  await page.getByTestId('save-server').click()
  await expect(mail.field('password')).toHaveValue('')
  await page.getByTestId('check-server').click()
  await expect(mail.check()).toContainText('Serveren krever pålogging.')
  await sink.close()
})

test('a corrected address: the message that waits follows, and one that was sent can be sent again', async ({
  app,
}) => {
  const { page } = app
  const mail = mailPage(page)
  const sink = await startSink()
  await queueFromFile(app, [
    ['Kari Nordli', 'kari@wrong.example'],
    ['Ola Lie', 'ola@lie.example'],
  ])
  const correct = async (address: string) => {
    await page.evaluate(() => (location.hash = '/report?text=kari'))
    await cell(page, 0, 'email').click()
    await page.keyboard.press('F2')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(address)
  }

  await correct('kari@better.example')
  await expect(page.getByText('Meldingen i køen går til denne adressen.').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(mail.notice()).toContainText('1 melding som ikke er sendt, går til den nye adressen.')
  await mail.open('E-postserver')
  await mail.fillServer(sink.port)
  await mail.saveServer()
  await mail.open()
  await mail.untilSent(2)
  expect(sink.taken.map(({ to }) => to).sort()).toEqual(['kari@better.example', 'ola@lie.example'])

  await correct('kari@right.example')
  await page.keyboard.press('Enter')
  await expect(mail.notice()).toContainText('1 kode var allerede sendt til den tidligere adressen.')
  await mail.notice().getByRole('link', { name: 'Send på nytt' }).click()
  await expect(page.getByRole('button', { name: 'Fjern: Melding' })).toBeVisible()
  await expect(cell(page, 0, 'message')).toContainText('Sendt til annen adresse')
  await cell(page, 0, 'code').click()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('sent-elsewhere')).toContainText('Koden ble sendt til kari@better.example.')
  expect(await violations(page)).toEqual([])
  await page.getByTestId('send-again').click()
  await expect(mail.plan()).toContainText('1 melding')
  await page.getByTestId('send-apply').click()
  await mail.open()
  await mail.untilSent(3)
  expect(sink.taken.at(-1)?.to).toBe('kari@right.example')
  await sink.close()
})
