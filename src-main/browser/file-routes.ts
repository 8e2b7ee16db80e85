import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { IncomingMessage, ServerResponse } from '#backend/kernel/loopback/loopback-server.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { safetyHeaders } from '../hosts/content-policy.ts'
import { sendJson } from './answers.ts'
import type { Transfers } from './transfers.ts'

/** `POST /api/files?name=…` takes a file in; with `&for=writing` it makes room for one to be written. */
export async function postFile(
  transfers: Transfers,
  asked: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = asked.get('name')
  if (name === null || name === '' || name.length > 255)
    throw new Refusal('input.invalid', {
      issues: [{ path: 'name', message: 'A name of 1 to 255 characters.' }],
    })
  if (asked.get('for') === 'writing') {
    request.resume()
    return sendJson(response, 200, { ok: true, output: await transfers.makeRoom(name) })
  }
  const length = request.headers['content-length']
  const output = await transfers.receive(name, request, length === undefined ? null : Number(length))
  sendJson(response, 200, { ok: true, output })
}

/** `attachment`, with the name in plain letters and, for those that can, as it is (RFC 6266, RFC 8187). */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}

/** `GET /api/files/TOKEN` gives what was written for the token. */
export async function getFile(transfers: Transfers, token: string, response: ServerResponse): Promise<void> {
  const { path, name } = await transfers.written(token)
  // Opened before the head is sent, since it may be gone by now.
  const file = await open(path).catch(() => null)
  if (!file) throw new Refusal('file.unknown', {})
  try {
    const { size } = await file.stat()
    response.writeHead(200, {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': disposition(name),
      'Content-Length': size,
      'Cache-Control': 'no-store',
      ...safetyHeaders,
    })
    if (size === 0) return void response.end()
    // No more than was announced, and a broken connection where it is less: the file may be written to meanwhile.
    const content = file.createReadStream({ start: 0, end: size - 1, autoClose: false })
    await pipeline(content, response, { end: false })
    if (content.bytesRead === size) response.end()
    else response.destroy()
  } finally {
    await file.close()
  }
}
