import type { MailCounts, OutboxStatus } from '#shared/contract/mail.ts'

export const counts = (some: Partial<MailCounts> = {}): MailCounts => ({
  queued: 0,
  sending: 0,
  sent: 0,
  failed: 0,
  uncertain: 0,
  cancelled: 0,
  ...some,
})

export const status = (some: Partial<OutboxStatus> = {}): OutboxStatus => ({
  doing: 'idle',
  problem: null,
  answer: '',
  nextTry: null,
  progress: null,
  held: null,
  inTest: [],
  ...some,
})
