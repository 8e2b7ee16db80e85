import type { Started } from '#shared/contract/index.ts'
import type { BulkDone } from '#shared/contract/promo.ts'
import { useApply } from '../../components/plan/use-apply.ts'
import { skippedSentence } from '#shared/wording/operations/operation-sentence.ts'
import type { SayLastChange } from '../../stores/last-change.ts'
import { useTranslator } from '../../wording/translator.ts'

export interface BulkOrder {
  start(): Promise<Started<BulkDone>>
  /** What was done, as a full sentence. */
  fact(changed: number): string
  /** The codes have changed since they were counted: count again. */
  onMoved(): void
  /** What was changed since they were counted. */
  readonly changed?: SayLastChange | undefined
}

/** Carries out what was planned for the picked codes, and says how many there were and which were skipped. */
export function useBulk() {
  const { apply, busy, moved } = useApply()
  const translator = useTranslator()
  return {
    /** True when it was done. */
    apply: ({ start, fact, onMoved, changed: last }: BulkOrder) =>
      apply<BulkDone>({
        start,
        say: ({ changed, skipped }) => ({ fact: fact(changed), rest: skippedSentence(skipped, translator) }),
        onMoved,
        changed: last,
      }),
    busy,
    moved,
  }
}
