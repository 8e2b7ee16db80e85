import type { HeldReason } from '#shared/domain/mail/message-states.ts'
import type { ReadConnection, WriteConnection } from '#backend/storage/sqlite/connection.ts'
import { isWaiting } from '#backend/storage/sqlite/mail-messages.ts'
import { readHeld, writeHeld } from '#backend/storage/sqlite/mail-settings.ts'

/*
 * Messages go out only after an action that says how many they are: queueing what a plan has counted, or `mail.resume`.
 * What was approved so goes on by itself over greylisting, a busy server and short breaks. Where something else happens
 * that would make messages go out, the outbox is held: it asks for the approval again.
 */

/**
 * After being away for longer than this (no network, a machine that slept), what waits is not sent by itself: nobody who
 * opens a laptop the next morning expects messages to be sent, and codes and addresses may be others by then. Shorter
 * breaks are usual for a train, a lunch or a server's restart.
 */
export const LONGEST_ABSENCE_MS = 60 * 60_000

/** Why what waits needs a person's approval; null where it has it, or where nothing waits. */
export const heldReason = (connection: ReadConnection): HeldReason | null => {
  const reason = readHeld(connection)
  return reason !== null && isWaiting(connection) ? reason : null
}

/** Holds what waits until a person approves it. Answers whether anything does. */
export function holdOutbox(tx: WriteConnection, reason: HeldReason): boolean {
  if (!isWaiting(tx)) return false
  writeHeld(tx, reason)
  return true
}

/** A person approved all that waits. */
export const approveOutbox = (tx: WriteConnection): void => writeHeld(tx, null)

/** Before messages are queued: what an outbox that is empty now was held for is over. */
export function beforeQueueing(tx: WriteConnection): void {
  if (!isWaiting(tx)) writeHeld(tx, null)
}
