import { z } from 'zod'

/** A client's own number of a call, such as a UUID: letters, digits, - and _. */
export const requestIdSchema = z.string().regex(/^[\w-]{8,64}$/)

/** What a page of the browser host names itself by, in the same form. */
export const pageIdSchema = requestIdSchema

/**
 * What a window names itself by, in the same form: what it does is recorded as its own. No secret, and it allows
 * nothing.
 */
export const clientIdSchema = requestIdSchema

/**
 * The messages between a client (window, web page, script) and the backend. The same over a message port, a child
 * process's channel, or HTTP; whoever carries them does not look inside.
 */
export const callMessageSchema = z.object({
  type: z.literal('call'),
  id: z.int(),
  method: z.string().max(100),
  input: z.unknown(),
  /** Chosen by the client for a call that changes something, to look its outcome up with (`history.request`). */
  requestId: requestIdSchema.optional(),
  /** None for a script. */
  clientId: clientIdSchema.optional(),
})
export type CallMessage = z.output<typeof callMessageSchema>

export const replyMessageSchema = z.discriminatedUnion('ok', [
  z.object({ type: z.literal('reply'), id: z.int(), ok: z.literal(true), output: z.unknown() }),
  z.object({ type: z.literal('reply'), id: z.int(), ok: z.literal(false), error: z.unknown() }),
])
export type ReplyMessage = z.output<typeof replyMessageSchema>

export const eventMessageSchema = z.object({
  type: z.literal('event'),
  name: z.string(),
  payload: z.unknown(),
})
export type EventMessage = z.output<typeof eventMessageSchema>

export type ToClient = ReplyMessage | EventMessage

/** What the host reports to the window about the backend behind it. */
export const backendStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running') }),
  z.object({ state: z.literal('restarting'), attempt: z.int(), retryInSeconds: z.int() }),
  /** It cannot start; `error` says why and what can be done. */
  z.object({ state: z.literal('stopped'), error: z.unknown() }),
])
export type BackendState = z.output<typeof backendStateSchema>
