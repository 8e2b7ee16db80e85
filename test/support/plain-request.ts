import { type IncomingHttpHeaders, request } from 'node:http'

export interface PlainRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}
export interface PlainAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/**
 * A request as a script or a hostile page would send it: fetch lets nobody choose Host, Origin and what a browser says of
 * itself. It follows nothing, and does not wait for the end of a stream of events.
 */
export function plainRequest(
  address: string | URL,
  { method = 'GET', headers = {}, body }: PlainRequest = {},
): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(address, { method, headers }, (response) => {
      let text = ''
      const { statusCode: status = 0, headers } = response
      const end = () => resolve({ status, headers, text })
      if (headers['content-type']?.startsWith('text/event-stream')) {
        end()
        return outgoing.destroy()
      }
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', end)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** What a browser says when it opens an address in a tab. */
export const AS_TAB = {
  'Sec-Fetch-Dest': 'document',
  'Sec-Fetch-Mode': 'navigate',
  Accept: 'text/html',
} as const

/** Opens an address as a browser does in a tab: the cookie that it gives, or null. */
export async function openAddress(address: string): Promise<string | null> {
  const { headers } = await plainRequest(address, { headers: AS_TAB })
  return headers['set-cookie']?.[0]?.split(';')[0] ?? null
}
