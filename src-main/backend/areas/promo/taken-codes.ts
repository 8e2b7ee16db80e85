import { CONFLICTS_SHOWN, type CodeConflict } from '#shared/contract/promo.ts'
import type { Creation } from '#shared/domain/creation.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { codeKey, statusOf } from '#shared/domain/promo-code.ts'
import type { CodesReader } from '#backend/storage/codes.ts'
import type { Recipients } from './recipients-of.ts'

export interface FreeRecipients extends Recipients {
  /** Rows whose code somebody has already, which are skipped. */
  readonly conflicts: { readonly count: number; readonly rows: CodeConflict[] }
}

/** So many codes are looked up at a time; others have their turn in between. */
const CODES = 2000

/** Of a file with codes, the rows whose code nobody has; one taken code never stops the others. */
export async function withoutTaken(
  stored: CodesReader,
  { codeType }: Creation,
  recipients: Recipients,
  today: IsoDate,
): Promise<FreeRecipients> {
  const rows: CodeConflict[] = []
  if (codeType.kind !== 'own' || recipients.problems.length > 0)
    return { ...recipients, conflicts: { count: 0, rows } }
  const { list } = recipients
  const taken = new Set<string>()
  for (let at = 0; at < list.length; at += CODES) {
    const some = list.slice(at, at + CODES)
    const found = await stored.takenAmong(some.map(({ code = '' }) => code))
    const byKey = new Map(found.map((one) => [codeKey(one.code), one]))
    for (const { code = '', row = 0 } of some) {
      const owner = byKey.get(codeKey(code))
      if (!owner) continue
      taken.add(codeKey(code))
      if (rows.length < CONFLICTS_SHOWN)
        rows.push({ row, code, by: owner.recipient, status: statusOf(owner, today) })
    }
  }
  const free = list.filter(({ code = '' }) => !taken.has(codeKey(code)))
  return {
    ...recipients,
    list: free,
    leftOut: recipients.leftOut + list.length - free.length,
    conflicts: { count: list.length - free.length, rows },
  }
}
