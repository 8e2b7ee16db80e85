import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { IncomingMessage, ServerResponse } from '#backend/kernel/loopback/loopback-server.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { safetyHeaders } from '../hosts/content-policy.ts'
import { sendJson } from '#backend/kernel/loopback/json-answers.ts'
import type { Owner, Transfers } from './transfers.ts'

/** `POST /api/files?name=…` takes a file in; with `&for=writing` it makes room for one to be written. */
export async function postFile(
  transfers: Transfers,
  asked: URLSearchParams,
  owner: Owner,
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
    return sendJson(response, 200, { ok: true, output: await transfers.makeRoom(name, owner) })
  }
  const length = request.headers['content-length']
  const announced = length === undefined ? null : Number(length)
  const output = await transfers.receive(name, request, announced, owner)
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

/** `GET /api/files/TOKEN` gives what was written for the token, once: it is removed when all of it has been sent. */
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
    if (!(await sendAll(file, size, response))) return void response.destroy()
  } finally {
    await file.close()
  }
  response.end()
  await transfers.remove(token)
}

/** No more than was announced; false where it is less, since the file may be written to meanwhile. */
async function sendAll(file: FileHandle, size: number, response: ServerResponse): Promise<boolean> {
  if (size === 0) return true
  const content = file.createReadStream({ start: 0, end: size - 1, autoClose: false })
  await pipeline(content, response, { end: false })
  return content.bytesRead === size
}

/** `DELETE /api/files/TOKEN`: who asks needs the file no more. */
export async function deleteFile(
  transfers: Transfers,
  token: string,
  owner: Owner,
  response: ServerResponse,
): Promise<void> {
  await transfers.discard(token, owner)
  sendJson(response, 200, { ok: true, output: null })
}
