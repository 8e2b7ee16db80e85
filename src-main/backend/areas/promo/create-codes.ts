import { Refusal } from '#shared/contract/refusal.ts'
import { codeCount, type Creation } from '#shared/domain/creation.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'
import type { NewCodes } from '#backend/storage/codes.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { codeGenerator } from './code-generator.ts'
import type { Recipient } from './recipients-of.ts'

export interface CreationOrder {
  readonly creation: Creation
  readonly recipients: readonly Recipient[]
  /** The codes are for nobody yet. */
  readonly isNobody?: boolean
  /** A batch holds so many recipients. */
  readonly batchSize: number
  readonly at: number
  readonly random: RandomSource
  onProgress(done: number): void
}

export interface Created {
  readonly operationId: number
  readonly codes: number
  readonly recipients: number
  readonly batchIds: number[]
}

/** So many rows are written in about 15 ms; calls and a cancel get through between. */
const BLOCK = 2500
/** In a space a thousand times larger than what is asked, so many conflicts in a row mean a broken random source. */
const TRIES = 50

/** Writes the codes, their batches and the operation. The caller has planned it and owns the transaction. */
export async function createCodes(tx: Transaction, order: CreationOrder): Promise<Created> {
  const { creation, recipients, batchSize, at, onProgress } = order
  const { service, batchName, codeType: type } = creation
  const named = order.isNobody ? 0 : recipients.length
  const codes = codeCount(creation, recipients.length)
  const details = { kind: 'create-codes', service, codes, recipients: named, batchName } as const
  const operationId = await tx.operations.record({ at, details: { ...details, batches: [] } })
  const codeType = type.kind === 'generated' ? type : null
  const names = batchNames(batchName, Math.ceil(recipients.length / batchSize))
  const batchIds = await tx.codes.insertBatches({ operationId, service, at, names, codeType })
  await tx.operations.complete(operationId, { ...details, batches: batchIds })
  const firstId = await tx.codes.reserve(codes)
  const next = codeSource(order)
  for (let done = 0; done < codes; done += BLOCK) {
    const count = Math.min(BLOCK, codes - done)
    await insert(tx, blockOf(order, { batchIds, firstId, from: done, count }, next), next)
    onProgress(done + count)
  }
  return { operationId, codes, recipients: named, batchIds }
}

/** Where there are several batches, they have numbers. */
const batchNames = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => (count > 1 && name !== '' ? `${name} ${i + 1}/${count}` : name))

/** Gives the text of one code after another. */
function codeSource({ creation: { codeType }, recipients, random }: CreationOrder): () => string {
  if (codeType.kind === 'generated') return codeGenerator(random, codeType)
  if (codeType.kind === 'custom') return () => codeType.code
  let at = 0
  return () => recipients[at++]?.code ?? ''
}

interface Block {
  readonly batchIds: readonly number[]
  readonly firstId: number
  /** How many codes of the creation come before the block. */
  readonly from: number
  readonly count: number
}

function blockOf(order: CreationOrder, block: Block, next: () => string): NewCodes {
  const { creation, recipients, batchSize, at } = order
  const { batchIds, firstId, from, count } = block
  const { codeType } = creation
  const isGenerated = codeType.kind === 'generated'
  const perRecipient = isGenerated ? codeType.perRecipient : 1
  const positions = Array.from({ length: count }, (_, i) => from + i)
  const recipientAt = (position: number) => Math.floor(position / perRecipient)
  return {
    creation,
    at,
    neverBefore: isGenerated,
    ids: positions.map((position) => firstId + position),
    codes: positions.map(next),
    batches: positions.map((position) => batchIds[Math.floor(recipientAt(position) / batchSize)] ?? 0),
    recipients: positions.map((position) => recipients[recipientAt(position)]?.name ?? ''),
    emails: positions.map((position) => recipients[recipientAt(position)]?.email ?? ''),
  }
}

/**
 * Inserts the block; codes that somebody has already are made again.
 * @throws Refusal 'promo.refused' for a code of the person's own that is taken
 */
async function insert(tx: Transaction, block: NewCodes, next: () => string): Promise<void> {
  let rest = block
  for (let tries = 0; tries < TRIES; tries += 1) {
    const taken = await tx.codes.insert(rest)
    if (taken.length === 0) return
    if (!block.neverBefore) throw new Refusal('promo.refused', { problems: ['custom-code-taken'] })
    const isTaken = new Set(taken)
    const of = <T>(list: readonly T[]) => list.filter((_, i) => isTaken.has(i))
    rest = {
      ...rest,
      ids: of(rest.ids),
      codes: taken.map(next),
      batches: of(rest.batches),
      recipients: of(rest.recipients),
      emails: of(rest.emails),
    }
  }
  throw new Error('the random source gives the same codes again and again')
}
