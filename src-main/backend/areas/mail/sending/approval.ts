import { type HeldReason, heldReasonSchema } from '#shared/domain/mail/message-states.ts'
import type { OwnSetting } from '#backend/storage/own-settings.ts'
import type { Readers, Transaction } from '#backend/storage/storage.ts'

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

const PAUSED = 'mail.paused' satisfies OwnSetting

/** A person paused the outbox, and it stays so over restarts. */
export const isPaused = async ({ settings }: Pick<Readers, 'settings'>): Promise<boolean> =>
  (await settings.find(PAUSED)) === 'yes'

export const writePaused = (tx: Transaction, paused: boolean): Promise<void> =>
  tx.settings.write({ [PAUSED]: paused ? 'yes' : 'no' })

const HELD = 'mail.held' satisfies OwnSetting

/** Why what waits is not sent before a person approves it, also where nothing waits; null where nothing holds it. */
export const readHeld = async ({ settings }: Pick<Readers, 'settings'>): Promise<HeldReason | null> =>
  heldReasonSchema.safeParse(await settings.find(HELD)).data ?? null

const writeHeld = (tx: Transaction, reason: HeldReason | null): Promise<void> =>
  tx.settings.write({ [HELD]: reason ?? '' })

/** Why what waits needs a person's approval; null where it has it, or where nothing waits. */
export async function heldReason(readers: Pick<Readers, 'mail' | 'settings'>): Promise<HeldReason | null> {
  const reason = await readHeld(readers)
  return reason !== null && (await readers.mail.isWaiting()) ? reason : null
}

/** Holds what waits until a person approves it. Answers whether anything does. */
export async function holdOutbox(tx: Transaction, reason: HeldReason): Promise<boolean> {
  if (!(await tx.mail.isWaiting())) return false
  await writeHeld(tx, reason)
  return true
}

/** A person approved all that waits. */
export const approveOutbox = (tx: Transaction): Promise<void> => writeHeld(tx, null)

/** Before messages are queued: what an outbox that is empty now was held for is over. */
export async function beforeQueueing(tx: Transaction): Promise<void> {
  if (!(await tx.mail.isWaiting())) await writeHeld(tx, null)
}
