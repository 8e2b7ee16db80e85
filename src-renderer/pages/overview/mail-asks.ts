import type { MailCounts, OutboxStatus } from '#shared/contract/mail.ts'
import type { MailProblem } from '#shared/domain/mail/message-states.ts'

/** What of the outbox a person may want to see to. */
export interface MailAsk {
  readonly kind: 'failed' | 'uncertain' | 'stopped'
  readonly n: number
  /** Why nothing is sent; null where that is no problem: somebody paused it, or it is held. */
  readonly problem: MailProblem | null
  /** It waits for a person's approval. */
  readonly held: boolean
}

/** What asks for a person, the most pressing first. What is under way, or tries again by itself, asks for nobody. */
export function mailAsks(counts: MailCounts | null, status: OutboxStatus | null): readonly MailAsk[] {
  if (!counts || !status) return []
  const waiting = counts.queued + counts.sending
  const held = status.doing === 'held'
  const halted = held || status.doing === 'stopped' || status.doing === 'paused'
  const asks: MailAsk[] = [
    { kind: 'uncertain', n: counts.uncertain, problem: null, held: false },
    { kind: 'failed', n: counts.failed, problem: null, held: false },
    {
      kind: 'stopped',
      n: halted ? waiting : 0,
      problem: status.doing === 'stopped' ? status.problem : null,
      held,
    },
  ]
  return asks.filter(({ n }) => n > 0)
}
