import type { MailCounts } from '#shared/contract/mail.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'

/** The tabs above the messages. What is being sent is still listed as queued. */
export const TABS = ['all', 'queued', 'sent', 'failed', 'uncertain', 'cancelled'] as const
export type Tab = (typeof TABS)[number]

export const tabOf = (named: unknown): Tab => TABS.find((tab) => tab === named) ?? 'all'

/** The states that a tab shows; undefined for all. */
export function statesOf(tab: Tab): MessageState[] | undefined {
  if (tab === 'all') return undefined
  return tab === 'queued' ? ['queued', 'sending'] : [tab]
}

export function countOfTab(tab: Tab, counts: MailCounts): number {
  const states = statesOf(tab) ?? (Object.keys(counts) as MessageState[])
  return states.reduce((sum, state) => sum + counts[state], 0)
}
