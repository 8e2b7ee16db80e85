import type { OwnCodes } from '#shared/contract/recipients.ts'
import type { Creation, CreationProblem } from '#shared/domain/creation.ts'
import { cleanAddress, refusalOf } from '#shared/domain/email-address.ts'

export interface Recipient {
  readonly email: string
  readonly name: string
  /** The row of its file. */
  readonly row?: number | undefined
  /** A code of its own. */
  readonly code?: string | undefined
}

/** Whom a creation is for, one without name and address where that is nobody yet; and what is wrong with it. */
export interface Recipients {
  readonly list: readonly Recipient[]
  /** The codes are for nobody yet: each in `list` is one code without a name. */
  readonly isNobody: boolean
  /** Rows of the file that make no codes. */
  readonly leftOut: number
  readonly problems: readonly CreationProblem[]
}

/** Hands out what an import found good. @throws Refusal 'recipients.import-unknown' · 'recipients.column-unclear' */
export type TakeImport = (importId: string) => {
  readonly recipients: readonly Recipient[]
  readonly leftOut: number
  readonly ownCodes: OwnCodes | null
}

/** Of codes that are handed out later. */
const NOBODY_YET: Recipient = { email: '', name: '' }

export function recipientsOf({ recipients, codeType }: Creation, take: TakeImport): Recipients {
  const isOwn = codeType.kind === 'own'
  if (recipients.kind === 'file') {
    const { recipients: list, leftOut, ownCodes } = take(recipients.importId)
    const isNobody = ownCodes === 'alone'
    if (isOwn && ownCodes === null)
      return { list, isNobody, leftOut, problems: [{ code: 'file-without-codes' }] }
    if (!isOwn && isNobody)
      return { list, isNobody, leftOut, problems: [{ code: 'file-without-recipients' }] }
    return { list, isNobody, leftOut, problems: [] }
  }
  const problems: CreationProblem[] = isOwn ? [{ code: 'file-without-codes' }] : []
  if (recipients.kind === 'none') return { list: [NOBODY_YET], isNobody: true, leftOut: 0, problems }
  const email = cleanAddress(recipients.email)
  const name = recipients.name.normalize('NFC').trim()
  const refusal = refusalOf(email)
  if (name === '') problems.push({ code: 'name-missing' })
  if (refusal) problems.push({ code: 'address-refused', ...refusal })
  return { list: [{ email, name }], isNobody: false, leftOut: 0, problems }
}
