import { parseBoundedJson } from '#shared/bounded-json.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { IncomingMessage } from './loopback-server.ts'

export interface BodyLimits {
  bytes: number
  /** From the first byte of the request to the last of its body. */
  ms: number
}

/** A pasted list of 5 million characters fits. */
export const CALL_LIMITS: BodyLimits = { bytes: 20_000_000, ms: 20_000 }

const invalid = (message: string) => new Refusal('input.invalid', { issues: [{ path: '', message }] })

/**
 * The request's body as JSON.
 * @throws Refusal `input.invalid` for what is no JSON or exceeds `INPUT_LIMITS`, `file.too-large`, or `file.took-too-long`
 */
export function readJson(request: IncomingMessage, { bytes: limit, ms }: BodyLimits): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const fail = (refusal: Refusal) => {
      clearTimeout(slow)
      request.removeAllListeners('data')
      // The rest is read and thrown away, so that the answer arrives before the connection ends.
      request.resume()
      reject(refusal)
    }
    const slow = setTimeout(
      () => fail(new Refusal('file.took-too-long', { name: '', seconds: Math.ceil(ms / 1000) })),
      ms,
    )
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > limit) fail(new Refusal('file.too-large', { name: '', bytes, limit }))
      else chunks.push(chunk)
    })
    request.on('error', () => fail(invalid('The request was cut off.')))
    request.on('end', () => {
      clearTimeout(slow)
      try {
        resolve(parseBoundedJson(Buffer.concat(chunks).toString('utf8')))
      } catch {
        reject(invalid('Not JSON, nested too deeply, or too large.'))
      }
    })
  })
}
