import { protocol } from 'electron'
import { readPageFile } from '../hosts/page-files.ts'
import { isOurs, SCHEME } from './app-address.ts'

/** Must run before Electron is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the built page from `folder`; every other address of the scheme is 404. */
export function servePage(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    if (!isOurs(request.url) || request.method !== 'GET') return new Response('Not found', { status: 404 })
    const { status, headers, body } = await readPageFile(folder, new URL(request.url).pathname)
    return new Response(body, { status, headers })
  })
}
