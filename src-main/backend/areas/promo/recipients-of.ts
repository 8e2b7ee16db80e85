import type { Creation, CreationProblem } from '#shared/domain/creation.ts'
import { cleanAddress, refusalOf } from '#shared/domain/email-address.ts'

export interface Recipient {
  readonly email: string
  readonly name: string
}

/** Whom a creation is for, and what is wrong with a recipient that was typed in. */
export interface Recipients {
  readonly list: readonly Recipient[]
  /** Rows of the file that make no codes. */
  readonly leftOut: number
  readonly problems: readonly CreationProblem[]
}

/** Hands out what an import found good. @throws Refusal 'recipients.import-unknown' · 'recipients.column-unclear' */
export type TakeImport = (importId: string) => {
  readonly recipients: readonly Recipient[]
  readonly leftOut: number
}

export function recipientsOf({ recipients }: Creation, take: TakeImport): Recipients {
  if (recipients.kind === 'file') {
    const { recipients: list, leftOut } = take(recipients.importId)
    return { list, leftOut, problems: [] }
  }
  const email = cleanAddress(recipients.email)
  const name = recipients.name.normalize('NFC').trim()
  const refusal = refusalOf(email)
  const problems: CreationProblem[] = []
  if (name === '') problems.push({ code: 'name-missing' })
  if (refusal) problems.push({ code: 'address-refused', ...refusal })
  return { list: [{ email, name }], leftOut: 0, problems }
}
