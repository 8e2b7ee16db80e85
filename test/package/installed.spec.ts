import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FuseState, getCurrentFuseWire } from '@electron/fuses'
import { expect as expectPage } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FUSES } from '../../build/packaging/fuses.ts'
import { createCodes, creationOf } from '../support/creations.ts'
import { type DesktopSession, startSession } from '../support/package/desktop-session.ts'
import {
  dataFolderOf,
  type InstalledApp,
  INSTALLED,
  isInstalled,
  PROGRAM,
  sandboxOfRenderers,
  startInstalled,
} from '../support/package/installed-app.ts'
import { debIn, packages } from '../support/package/packages.ts'
import { startTestBackend } from '../support/test-backend.ts'

const MIME_TYPE = 'application/vnd.ecommerce-admin.site'
const RECIPIENTS = fileURLToPath(new URL('../fixtures/recipients/1000-recipients.xlsx', import.meta.url))
const asRoot = (command: string, ...args: string[]) =>
  execFileSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })

/** A busy machine takes its time. */
const shown = expectPage.configure({ timeout: 30_000 })

let session: DesktopSession
let app: InstalledApp
beforeAll(async () => {
  session = await startSession()
})
afterAll(async () => {
  if (isInstalled()) asRoot('apt-get', 'purge', '-y', 'ecommerce-admin')
  await session.end()
})

/** A file of the session's user. */
function ownFile(from: string, name: string): string {
  const path = join(session.folder('Nedlastinger æøå'), name)
  cpSync(from, path)
  return path
}

async function makeSiteFile(): Promise<string> {
  const backend = await startTestBackend()
  await backend.api.site.update({ name: 'Fjordkurs', timeZone: 'Europe/Oslo' })
  await createCodes(backend, creationOf({}, 3))
  const path = join(backend.folder, 'nettsted.ehandel')
  const { token } = backend.backend.files.registerWrite(path)
  await backend.done(backend.api.siteFile.save({ file: token }))
  const file = ownFile(path, 'Mitt nettsted.ehandel')
  await backend.stop()
  return file
}

const heading = (name: string) => app.page.getByRole('heading', { level: 1, name, exact: true })
const codes = async () => {
  await app.page.getByRole('navigation').getByRole('link', { name: 'Kampanjekoderapport' }).click()
  return app.page.getByRole('grid')
}

describe('the package for Debian', () => {
  it('installs, with what it needs, a menu entry and a type of file', () => {
    asRoot('apt-get', 'install', '-y', '--no-install-recommends', debIn(packages.now))
    expect(isInstalled()).toBe(true)
    asRoot('desktop-file-validate', '/usr/share/applications/ecommerce-admin.desktop')
    const entry = readFileSync('/usr/share/applications/ecommerce-admin.desktop', 'utf8')
    expect(entry).toContain('Name[nb]=E-handel')
    expect(entry).toContain(MIME_TYPE)
    for (const size of ['16x16', '512x512'])
      expect(statSync(`/usr/share/icons/hicolor/${size}/apps/ecommerce-admin.png`).size).toBeGreaterThan(100)
  })

  it('has the fuses of a release', async () => {
    const wire = await getCurrentFuseWire(join(INSTALLED, 'ecommerce-admin'))
    for (const [name, { option, on }] of Object.entries(FUSES))
      expect([name, wire[option]]).toEqual([name, on ? FuseState.ENABLE : FuseState.DISABLE])
  })

  it('has the licenses of what is inside, the languages of the product, and nothing of development', () => {
    const notices = readFileSync(join(INSTALLED, 'resources/THIRD-PARTY-NOTICES.txt'), 'utf8')
    for (const name of ['vue', 'vuetify', 'zod', 'better-sqlite3', 'SQLite', 'electron'])
      expect(notices).toMatch(new RegExp(`^${name} `, 'm'))
    expect(asRoot('ls', join(INSTALLED, 'locales')).trim().split('\n').sort()).toEqual([
      'en-GB.pak',
      'en-US.pak',
      'nb.pak',
    ])
    const files = asRoot('find', join(INSTALLED, 'resources'))
    expect(files).not.toMatch(/\.map$|\.ts$|node_modules\/(?!better-sqlite3)/m)
  })

  it('starts as an ordinary user with the sandbox on, and creates codes from a file of a second start', async () => {
    app = await startInstalled(session)
    await shown(heading('Oversikt')).toBeVisible()
    const renderers = sandboxOfRenderers()
    expect(renderers.length).toBeGreaterThan(0)
    for (const renderer of renderers)
      expect(renderer).toEqual({ seccomp: '2', ownNamespace: true, user: '65534' })

    session.run(PROGRAM, [ownFile(RECIPIENTS, 'deltakere.xlsx')])
    await shown(heading('Opprett kampanjekoder')).toBeVisible()
    await shown(app.page.getByTestId('file-card')).toContainText('deltakere.xlsx')
    await app.page.getByRole('textbox', { name: 'Rabatt', exact: true }).fill('25')
    await app.page.getByRole('textbox', { name: 'Utløpsdato' }).fill('30.06.2030')
    await app.page.getByRole('button', { name: /^Opprett 1\s000 koder/ }).click()
    await shown(app.page.getByTestId('notice')).toContainText(/1\s000 koder/)
    await shown(await codes()).toHaveAttribute('aria-rowcount', '1001')
  })

  it('opens a site file by the association of its type', async () => {
    const file = await makeSiteFile()
    expect(session.run('gio', ['info', '-a', 'standard::content-type', file])).toContain(MIME_TYPE)
    session.run('gio', ['open', file])
    const dialog = app.page.getByRole('dialog')
    await shown(dialog).toContainText('Fjordkurs')
    await dialog.getByRole('button', { name: 'Erstatt nettstedet' }).click()
    await shown(app.page.getByTestId('notice')).toContainText('er åpnet fra filen.')
    await shown(await codes()).toHaveAttribute('aria-rowcount', '4')
    await app.quit()
  })

  it('opens a file that it is started with', async () => {
    app = await startInstalled(session, ownFile(RECIPIENTS, 'flere.xlsx'))
    await shown(app.page.getByTestId('file-card')).toContainText('flere.xlsx')
    await app.quit()
  })

  it('is updated, with the data as it was', async () => {
    asRoot('apt-get', 'install', '-y', '--no-install-recommends', debIn(packages.next))
    app = await startInstalled(session)
    await shown(await codes()).toHaveAttribute('aria-rowcount', '4')
    await app.quit()
  })

  it('is removed, and leaves the data', async () => {
    asRoot('apt-get', 'purge', '-y', 'ecommerce-admin')
    expect(isInstalled()).toBe(false)
    expect(existsSync(INSTALLED)).toBe(false)
    expect(existsSync(join(dataFolderOf(session), 'site/site.sqlite'))).toBe(true)
  })
})
