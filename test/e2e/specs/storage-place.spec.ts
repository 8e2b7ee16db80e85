import type { Page } from '@playwright/test'
import { type PostgresProxy, startPostgresProxy } from '../../support/postgres-proxy.ts'
import { cell, createForOne, goTo, grid } from '../support/report-page.ts'
import { expect, test as base } from '../support/team.ts'

/** A way to the server that can be slow, and can be cut. */
const test = base.extend<{ relay: PostgresProxy }>({
  relay: async ({ database }, use) => {
    const relay = await startPostgresProxy(database.target)
    await use(relay)
    await relay.close()
  },
})

const notice = (page: Page) => page.getByTestId('notice')
const running = (page: Page) => page.getByTestId('running-jobs')

test('a site is moved into a database in the settings, and is seen on its way', async ({
  relay,
  startAs,
}) => {
  const { page } = await startAs('Kari Nordmann', null)
  await createForOne(page, 3)
  await goTo(page, 'Innstillinger')
  const card = page.getByTestId('storage-place')
  await card.getByRole('radio', { name: 'I en database' }).check({ force: true })
  const { host, port, database, user } = relay.target
  const typed = { Server: host, Port: String(port), Database: database, Bruker: user, Passord: 'none' }
  for (const [label, text] of Object.entries(typed)) await card.getByLabel(label, { exact: true }).fill(text)
  await card.getByRole('checkbox', { name: 'Krypter forbindelsen (TLS)' }).uncheck()
  await card.getByRole('button', { name: 'Kontroller forbindelsen' }).click()
  await expect(card).toContainText('Forbindelsen er i orden, og databasen er tom.')

  relay.delay(30)
  await card.getByRole('button', { name: 'Flytt dette nettstedet dit' }).click()
  await expect(running(page)).toContainText('Flytter')
  await expect(card.getByRole('button', { name: 'Flytter …' })).toBeDisabled()
  await expect(notice(page)).toContainText('Nettstedet ligger nå i databasen.')
  relay.delay(0)
  await expect(page.getByTestId('present-place')).toContainText(`Nettstedet ligger i databasen «${database}»`)
  await goTo(page, 'Kampanjekoderapport')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '4')
})

test('a lost connection and a user who may only read are said, and changes are off as long', async ({
  database,
  relay,
  startAs,
}) => {
  const kari = (await startAs('Kari Nordmann', relay.target)).page
  await createForOne(kari, 3)
  await goTo(kari, 'Innstillinger')
  const name = kari.getByRole('textbox', { name: 'Nettstedets navn' })
  const save = kari.getByRole('button', { name: 'Lagre', exact: true })
  await name.fill('Fjordkurs')
  await relay.away()
  const strip = kari.getByTestId('unanswered-strip')
  await expect(strip).toContainText('Databasen har ikke svart siden')
  await expect(save).toBeDisabled()
  await relay.restore()
  await expect(strip).toBeHidden({ timeout: 20_000 })
  await expect(name).toHaveValue('Fjordkurs')
  await save.click()
  await expect(notice(kari)).toContainText('lagret')

  await database.run('CREATE ROLE revisor LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO revisor')
  const revisor = (await startAs('Revisor', { ...database.target, user: 'revisor' })).page
  await expect(revisor.getByTestId('read-only-strip')).toContainText('Databasebrukeren din kan bare lese.')
  await goTo(revisor, 'Kampanjekoderapport')
  await cell(revisor, 0, 'code').click()
  await revisor.keyboard.press('Space')
  await expect(
    revisor.getByRole('region', { name: 'Merkede rader' }).getByRole('button', { name: /^Slett/ }),
  ).toBeDisabled()
  await database.run('DROP OWNED BY revisor; DROP ROLE revisor')
})
