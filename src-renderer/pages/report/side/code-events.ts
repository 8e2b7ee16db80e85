import type { Operation } from '#shared/contract/history.ts'
import type { CodeDetails, CodeOrder, Redemption } from '#shared/contract/report.ts'
import type { Instant } from '#shared/domain/dates.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'

/** Something that happened to a code. */
export type CodeEvent = { readonly key: string; readonly at: Instant } & (
  | { readonly kind: 'redemption'; readonly redemption: Redemption }
  | { readonly kind: 'order'; readonly order: CodeOrder }
  | {
      readonly kind: 'message'
      readonly subject: string
      readonly state: MessageState
      /** Where it went, or is to go. */
      readonly email: string
    }
  | { readonly kind: 'operation'; readonly operation: Operation }
)

/** Redemptions, orders, messages and operations in one row of time, the newest first. */
export function codeEvents({ redemptions, orders, messages, operations }: CodeDetails): readonly CodeEvent[] {
  const events: CodeEvent[] = [
    ...redemptions.map((redemption) => ({
      kind: 'redemption' as const,
      key: `payment-${redemption.payment}`,
      at: redemption.at,
      redemption,
    })),
    ...orders.map((order) => ({
      kind: 'order' as const,
      key: `order-${order.order}`,
      at: order.at,
      order,
    })),
    ...messages.map(({ id, at, subject, state, email }) => ({
      kind: 'message' as const,
      key: `message-${id}`,
      at,
      subject,
      state,
      email,
    })),
    ...operations.map((operation) => ({
      kind: 'operation' as const,
      key: `operation-${operation.id}`,
      at: operation.at,
      operation,
    })),
  ]
  return events.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
