import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { expect as expectPage } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
import { until } from '../support/condition.ts'
import { type DesktopSession, startSession } from '../support/package/desktop-session.ts'
import { type FakePkexec, placePkexec } from '../support/package/fake-pkexec.ts'
import {
  attachInstalled,
  dataFolderOf,
  type InstalledApp,
  isInstalled,
  mainProcesses,
  startInstalled,
} from '../support/package/installed-app.ts'
import { debIn, packages } from '../support/package/packages.ts'
import { serveUpdates, type UpdateServer } from '../support/package/update-server.ts'

const asRoot = (command: string, ...args: string[]) =>
  execFileSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
const installedVersion = () => asRoot('dpkg-query', '-W', '-f', '${Version}', 'ecommerce-admin')
/** A server that says nothing is given up after half a minute. */
const SILENCE = { timeout: 45_000 }

/** A busy machine takes its time. */
const shown = expectPage.configure({ timeout: 30_000 })

let session: DesktopSession
let pkexec: FakePkexec
let server: UpdateServer | undefined
let app: InstalledApp
beforeAll(async () => {
  asRoot('apt-get', 'install', '-y', '--no-install-recommends', debIn(packages.now))
  session = await startSession()
  pkexec = placePkexec(session.binFolder)
  app = await startInstalled(session)
})
afterAll(async () => {
  pkexec.stop()
  await server?.close()
  if (isInstalled()) asRoot('apt-get', 'purge', '-y', 'ecommerce-admin')
  await session.end()
})

const card = () => app.page.getByTestId('updates')
const dialog = () => app.page.getByRole('dialog')
const status = () => app.page.getByTestId('update-status')
const press = (name: string) => dialog().getByRole('button', { name }).click()
const downloaded = () => globSync(join(dataFolderOf(session), 'desktop/updates/**/*.deb'))

describe('updates of the installed package', () => {
  it('are looked for where the package says, which may not be there, or say nothing', async () => {
    await app.page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
    await card().getByRole('button', { name: 'Søk nå' }).click()
    await shown(card()).toContainText('ingen forbindelse')
    server = await serveUpdates(packages.port, packages.next.folder)
    server.mode = 'silent'
    await card().getByRole('button', { name: 'Søk nå' }).click()
    await shown(card()).toContainText('svarte ikke', SILENCE)
  })

  it('are offered with their notes, without an id of who asks', async () => {
    if (server) server.mode = 'honest'
    await card().getByRole('button', { name: 'Søk nå' }).click()
    await shown(app.page.getByTestId('update-strip')).toContainText(packages.next.version)
    await app.page.getByTestId('update-strip').getByRole('button', { name: 'Se hva som er nytt' }).click()
    await shown(dialog()).toContainText('Ingenting er lastet ned')
    await shown(dialog().locator('pre')).toContainText('Installers')
    expect(server?.asked.map((headers) => headers['x-user-staging-id'] ?? '').join('')).toBe('')
    for (const place of ['.updaterId', 'updates/.updaterId'])
      expect(existsSync(join(dataFolderOf(session), 'desktop', place))).toBe(false)
    expect(downloaded()).toEqual([])
  })

  it.each([
    ['tampered', 'ikke den som er utgitt'],
    ['cut', 'avbrutt'],
  ] as const)('that come %s are not kept', async (mode, words) => {
    if (server) server.mode = mode
    await press('Last ned')
    await shown(status()).toContainText(words, SILENCE)
    expect(downloaded()).toEqual([])
    expect(installedVersion()).toBe(packages.now.version)
  })

  it('that were changed after the download are not installed', async () => {
    if (server) server.mode = 'honest'
    await press('Last ned')
    await shown(status()).toContainText('lastet ned og kontrollert', SILENCE)
    const [file] = downloaded()
    appendFileSync(file ?? '', 'x')
    await press('Installer nå')
    await shown(status()).toContainText('ikke den som er utgitt')
    expect(pkexec.asked).toEqual([])
    expect(installedVersion()).toBe(packages.now.version)
  })

  it('ask for the password once, and leave the old version where that is declined', async () => {
    await press('Last ned')
    await shown(status()).toContainText('lastet ned og kontrollert', SILENCE)
    await press('Installer nå')
    await shown(status()).toContainText('ble ikke installert')
    expect(pkexec.asked).toHaveLength(1)
    expect(pkexec.asked[0]?.join('\n')).toContain('/usr/bin/apt-get install')
    expect(installedVersion()).toBe(packages.now.version)
  })

  it('that are changed while the password is asked for are not installed', async () => {
    pkexec.answer = 'agree'
    pkexec.meanwhile = () => appendFileSync(downloaded()[0] ?? '', 'x')
    await press('Last ned')
    await shown(status()).toContainText('lastet ned og kontrollert', SILENCE)
    await press('Installer nå')
    await shown(status()).toContainText('ikke den som er utgitt')
    pkexec.meanwhile = null
    expect(pkexec.asked).toHaveLength(2)
    expect(installedVersion()).toBe(packages.now.version)
  })

  it('are installed when the person agrees, and the new version starts with the data as it was', async () => {
    await press('Last ned')
    await shown(status()).toContainText('lastet ned og kontrollert', SILENCE)
    const [before] = mainProcesses()
    await press('Installer nå')
    await until('the new version is installed', () => installedVersion() === packages.next.version, 60_000)
    await until(
      'it has started again',
      () => !mainProcesses().includes(before ?? 0) && mainProcesses().length === 1,
      60_000,
    )
    app = await attachInstalled(session)
    await shown(app.page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(existsSync(join(dataFolderOf(session), 'site/site.sqlite'))).toBe(true)
    expect(globSync(join(dataFolderOf(session), 'site/backups/*-manual*.sqlite'))).not.toEqual([])
    await app.page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
    await card().getByRole('button', { name: 'Søk nå' }).click()
    await shown(app.page.getByTestId('update-strip')).toHaveCount(0)
    await app.quit()
  })

  it('are what a version asks for that finds the data of a newer one', async () => {
    const Sqlite = loadSqlite()
    const sqlite = new Sqlite(join(dataFolderOf(session), 'site/site.sqlite'))
    sqlite.exec(`INSERT INTO migration VALUES (99990, 'of-the-future', 0)`)
    sqlite.close()
    app = await startInstalled(session)
    await shown(app.page.getByText('nyere versjon av programmet')).toBeVisible()
    await shown(app.page.getByText('Installer den nyeste versjonen')).toBeVisible()
    await app.quit()
  })
})
