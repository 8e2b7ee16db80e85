import { contentPolicy } from '../hosts/content-policy.ts'
import { documentOf, type ReadPage } from '../hosts/page-files.ts'

/** The built page's policy, but that edits arrive by a socket of Vite's server. */
export const developmentPolicy =
  (origin: string) =>
  (nonce: string): string =>
    contentPolicy(nonce).replace("connect-src 'self'", `connect-src 'self' ${origin.replace(/^http/, 'ws')}`)

/** The page from Vite's server: the window keeps its own origin, session and policy. */
export const vitePage =
  (origin: string): ReadPage =>
  async (path, search) => {
    const answer = await fetch(`${origin}${path}${search}`)
    const type = answer.headers.get('Content-Type') ?? 'text/plain'
    if (type.startsWith('text/html')) return documentOf(await answer.text(), developmentPolicy(origin))
    return {
      status: answer.status,
      headers: { 'Content-Type': type, 'Cache-Control': 'no-cache' },
      body: Buffer.from(await answer.arrayBuffer()),
    }
  }
