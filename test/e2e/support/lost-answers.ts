import type { Page } from '@playwright/test'

interface Room {
  answersAreLost?: boolean
}

/**
 * From the next load on, the page can be kept from hearing the backend's answers, in either host: what it asks for is
 * done, as by a backend that dies between the commit and the answer.
 */
export async function preparePage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const lost = () => (globalThis as Room).answersAreLost === true
    const port = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage')
    Object.defineProperty(MessagePort.prototype, 'onmessage', {
      ...port,
      set(this: MessagePort, listener: ((event: MessageEvent) => void) | null) {
        port?.set?.call(
          this,
          listener && ((event: MessageEvent) => (lost() ? undefined : listener.call(this, event))),
        )
      },
    })
    const ask = globalThis.fetch
    globalThis.fetch = async (...asked) => {
      const answer = await ask(...asked)
      if (!lost() || !answer.ok) return answer
      await new Promise((resolve) => addEventListener('answers-return', resolve, { once: true }))
      throw new TypeError('The connection was lost.')
    }
  })
  await page.reload()
}

export const loseAnswers = (page: Page): Promise<void> =>
  page.evaluate(() => void ((globalThis as Room).answersAreLost = true))

/** The backend is gone: what it still had to say never comes; what is asked from now on is answered. */
export const answersReturn = (page: Page): Promise<void> =>
  page.evaluate(() => {
    ;(globalThis as Room).answersAreLost = false
    dispatchEvent(new Event('answers-return'))
  })
