import { protocol, type ProtocolRequest, type ProtocolResponse } from 'electron'
import type { ReadPage } from '../hosts/page-files.ts'
import { isOurs, SCHEME } from './app-address.ts'

/** Must run before Electron is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the page; every other address of the scheme is 404. */
export function servePage(readPage: ReadPage): void {
  protocol.registerBufferProtocol(SCHEME, (request, answer) => {
    respond(readPage, request).then(answer, () => answer({ ...NOT_FOUND, statusCode: 500 }))
  })
}

const NOT_FOUND: ProtocolResponse = {
  statusCode: 404,
  mimeType: 'text/plain',
  data: Buffer.from('Not found'),
}

async function respond(readPage: ReadPage, { url, method }: ProtocolRequest): Promise<ProtocolResponse> {
  if (!isOurs(url) || method !== 'GET') return NOT_FOUND
  const { pathname, search } = new URL(url)
  const { status, headers, body } = await readPage(pathname, search)
  return { statusCode: status, headers, data: body }
}
