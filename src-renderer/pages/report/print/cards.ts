import type { ReportRow } from '#shared/contract/report.ts'

/** As many cards as a print has: a stack of a hundred sheets. */
export const CARD_LIMIT = 1000

/** Whether a code can be handed out: nobody is helped by a card with one that can never be used again. */
export const worksStill = ({ status }: Pick<ReportRow, 'status'>): boolean =>
  status !== 'deleted' && status !== 'expired' && status !== 'used-up'
