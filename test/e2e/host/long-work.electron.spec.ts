import { once } from 'node:events'
import type { ElectronApplication, Page } from '@playwright/test'
import { creationOf } from '../../support/creations.ts'
import { secondClient } from '../support/second-client.ts'
import { expect, test } from '../fixtures.ts'

/** Writing them takes long enough to be seen. */
const CODES = 60_000

interface Noted {
  progress: { share: number; mode?: string }[]
  notifications: { title: string; body: string }[]
  questions: { message: string; detail: string; buttons: string[] }[]
}

/** Notes what a person would see outside of the window; questions are answered with `answer`. */
async function note(electron: ElectronApplication, answer: number): Promise<void> {
  await electron.evaluate(({ BrowserWindow, dialog, Notification }, response) => {
    const noted: Noted = { progress: [], notifications: [], questions: [] }
    Object.assign(globalThis, { noted })
    const window = BrowserWindow.getAllWindows()[0]
    if (window) {
      window.setProgressBar = (share, options) => void noted.progress.push({ share, ...options })
      window.isFocused = () => false
    }
    Notification.isSupported = () => true
    Notification.prototype.show = function () {
      noted.notifications.push({ title: this.title, body: this.body })
      Object.assign(globalThis, { lastNotification: this })
    }
    dialog.showMessageBox = (async (...all: unknown[]) => {
      noted.questions.push(all.at(-1) as Noted['questions'][number])
      return { response, checkboxChecked: false }
    }) as typeof dialog.showMessageBox
  }, answer)
}
const noted = (electron: ElectronApplication) =>
  electron.evaluate(() => (globalThis as unknown as { noted: Noted }).noted)

async function beginLongWork(page: Page): Promise<void> {
  const client = await secondClient(page)
  await client.call('promo.create', { creation: creationOf({}, CODES), expect: { codes: CODES } })
}
const isShown = (electron: ElectronApplication) =>
  expect.poll(async () => (await noted(electron)).progress.some(({ share }) => share > 0)).toBe(true)

test('long work is shown on the task bar, and its end is said to a person who is elsewhere', async ({
  electronApp: { electron, page },
}) => {
  await note(electron, 0)
  await beginLongWork(page)
  await isShown(electron)
  await expect.poll(async () => (await noted(electron)).progress.at(-1)?.share, { timeout: 60_000 }).toBe(-1)
  await expect
    .poll(async () => (await noted(electron)).notifications)
    .toEqual([{ title: 'Oppretter kampanjekoder', body: 'Ferdig.' }])
  const { progress } = await noted(electron)
  const shares = progress.map(({ share }) => share).filter((share) => share >= 0 && share <= 1)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))

  // A click on it leads to the window.
  const came = await electron.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    let focused = 0
    if (window) window.focus = () => void (focused += 1)
    ;(globalThis as unknown as { lastNotification: NodeJS.EventEmitter }).lastNotification.emit('click')
    return focused
  })
  expect(came).toBe(1)
})

test('who closes the window while work runs is asked, and can go on or quit', async ({
  electronApp: { electron, page },
}) => {
  await note(electron, 0)
  await beginLongWork(page)
  await isShown(electron)
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(async () => (await noted(electron)).questions.length).toBe(1)
  const [question] = (await noted(electron)).questions
  expect(question).toMatchObject({
    message: 'Vil du avslutte mens arbeid pågår?',
    buttons: ['Fortsett arbeidet', 'Avslutt likevel'],
  })
  expect(question?.detail).toContain('Oppretter kampanjekoder')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  // The same work still runs, and is finished before the program has ended.
  await note(electron, 1)
  const ended = once(electron.process(), 'exit')
  // The answer to this call may be lost with the program.
  await electron.evaluate(({ app }) => void setTimeout(() => app.quit())).catch(() => undefined)
  expect(await ended).toEqual([0, null])
})
