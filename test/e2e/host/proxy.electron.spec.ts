import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ElectronApplication } from '@playwright/test'
import { startElectron } from '../support/electron-driver.ts'
import { expect, test } from '../fixtures.ts'

/** A proxy on loopback that answers itself, and notes what it was asked for. */
async function startProxy() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.end('from the proxy')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { asked, address: `127.0.0.1:${port}`, close: () => server.close() }
}

const resolved = (electron: ElectronApplication) =>
  electron.evaluate(({ session }) => session.defaultSession.resolveProxy('https://api-m.paypal.com/'))
const load = (electron: ElectronApplication) =>
  electron.evaluate(async ({ session }) => {
    const answer = await session.defaultSession.fetch('http://shop.example/prices')
    return await answer.text()
  })

test('what goes to the network goes the way that the person chose, from the next start on, too', async ({
  dataFolder,
  language,
}) => {
  const proxy = await startProxy()
  let driver = await startElectron({ dataFolder, language })
  try {
    const { electron, page } = driver
    await page.getByRole('navigation').getByRole('link', { name: 'Innstillinger' }).click()
    await page.getByRole('radio', { name: 'Egen adresse' }).click()
    const field = page.getByRole('textbox', { name: 'Adressen til mellomtjeneren' })
    await field.fill(`http://navn:passord@${proxy.address}`)
    await field.press('Tab')
    await expect(page.getByText('uten brukernavn og passord')).toBeVisible()
    expect(await resolved(electron)).toBe('DIRECT')

    await field.fill(proxy.address)
    await field.press('Tab')
    await expect.poll(() => resolved(electron)).toBe(`PROXY ${proxy.address}`)
    expect(await load(electron)).toBe('from the proxy')
    expect(proxy.asked).toEqual(['GET http://shop.example/prices'])

    await page.getByRole('radio', { name: 'Ingen', exact: true }).click()
    await expect.poll(() => resolved(electron)).toBe('DIRECT')
    await page.getByRole('radio', { name: 'Egen adresse' }).click()
    await expect.poll(() => resolved(electron)).toBe(`PROXY ${proxy.address}`)

    await driver.close()
    driver = await startElectron({ dataFolder, language })
    await expect.poll(() => resolved(driver.electron)).toBe(`PROXY ${proxy.address}`)
  } finally {
    await driver.close()
    proxy.close()
  }
})
