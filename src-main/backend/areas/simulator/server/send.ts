import type { ServerResponse } from '#backend/kernel/loopback/loopback-server.ts'
import type { Fault } from '../faults.ts'
import type { After } from '../simulator-dependencies.ts'
import { type Answer, type Asked, plain } from './http-messages.ts'

export function send(response: ServerResponse, answer: Answer): void {
  response
    .writeHead(answer.status, { ...answer.headers, 'Content-Length': Buffer.byteLength(answer.body) })
    .end(answer.body)
}

/** Answers as the fault wants it: the order of carrying out and of cutting is what a fault is about. */
export function sendFaulty(response: ServerResponse, asked: Asked, fault: Fault, after: After): void {
  switch (fault.kind) {
    case 'cut':
      return void response.destroy()
    case 'http-500':
      return send(response, plain(500, 'Internal Server Error'))
    case 'refuse':
      return send(response, asked.refuse(fault.code ?? ''))
    case 'hold':
      return send(response, asked.hold(fault.code))
    case 'answer-lost':
      asked.answer()
      return void response.destroy()
    case 'half':
      return sendHalf(response, asked.answer())
    case 'wrong-type':
      asked.answer()
      return send(response, plain(200, '<!doctype html><title>Gateway</title><p>Please log in.', 'text/html'))
    case 'slow':
      return sendLate(response, asked.answer(), fault.ms, after)
  }
}

function sendHalf(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body)
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': body.length })
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
}

function sendLate(response: ServerResponse, answer: Answer, ms: number | undefined, after: After): void {
  if (ms === undefined) return
  // A timer has nobody who would catch what it throws.
  const callOff = after(ms, () => {
    try {
      send(response, answer)
    } catch {
      response.destroy()
    }
  })
  response.once('close', callOff)
}
