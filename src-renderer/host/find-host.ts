import type { BrowserSession } from './browser-session.ts'

/** Where this page's own script came from: the built file has its content's hash in its name. */
const ownScript = (): string => {
  const source = document.querySelector<HTMLScriptElement>('script[type="module"]')?.src
  return source === undefined ? '' : new URL(source).pathname
}

let start: string | null = null

/**
 * What answers at this page's address: its host, with a session of this browser and the same page; a start of the
 * program that this browser has no session of; one with another page than this, after an update; or none of ours.
 */
export async function findHost(
  session: BrowserSession,
): Promise<'ours' | 'other-start' | 'updated' | 'none'> {
  try {
    const response = await session.fetch('/api/session')
    const answer = (await response.json()) as {
      ok?: boolean
      output?: { start?: string }
      error?: { code?: string }
    }
    // Another tab of this browser may have been opened with an address of the other start.
    if (answer.error?.code === 'session.unknown')
      return (await session.renew()) ? await findHost(session) : 'other-start'
    const found = answer.output?.start
    if (answer.ok !== true || found === undefined) return 'none'
    if (found === start) return 'ours'
    const page = await (await fetch('/')).text()
    if (!page.includes(ownScript())) return 'updated'
    start = found
    return 'ours'
  } catch {
    return 'none'
  }
}
