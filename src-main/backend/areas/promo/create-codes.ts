import { Refusal } from '#shared/contract/refusal.ts'
import { codeCount, type Creation } from '#shared/domain/creation.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'
import { codeInserter, insertBatch, nextBatchId, nextCodeId } from '#backend/storage/sqlite/codes-creation.ts'
import { nextOperationId, recordOperation } from '#backend/storage/sqlite/operations.ts'
import { norwegianSortKey } from '#backend/storage/sqlite/sort-key.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'
import { codeGenerator } from './code-generator.ts'
import type { Recipient } from './recipients-of.ts'

export interface CreationOrder {
  readonly creation: Creation
  readonly recipients: readonly Recipient[]
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
const CHUNK = 2500
/** In a space a thousand times larger than what is asked, so many conflicts in a row mean a broken random source. */
const TRIES = 50

/** Writes the codes, their batches and the operation. The caller has planned it and owns the transaction. */
export async function createCodes(tx: Transaction, order: CreationOrder): Promise<Created> {
  const { creation, recipients, batchSize, at } = order
  const operationId = await nextOperationId(tx)
  const firstBatch = await nextBatchId(tx)
  const codes = codeCount(creation, recipients.length)
  const batchIds = Array.from({ length: Math.ceil(recipients.length / batchSize) }, (_, i) => firstBatch + i)
  const { service, batchName } = creation
  await recordOperation(tx, {
    id: operationId,
    at,
    details: {
      kind: 'create-codes',
      service,
      codes,
      recipients: recipients.length,
      batches: batchIds,
      batchName,
    },
  })
  for (const [i, id] of batchIds.entries()) {
    const name =
      batchIds.length > 1 && batchName !== '' ? `${batchName} ${i + 1}/${batchIds.length}` : batchName
    await insertBatch(tx, { id, operation_id: operationId, name, service, created_at: at })
  }
  await insertCodes(tx, order, firstBatch, codes)
  return { operationId, codes, recipients: recipients.length, batchIds }
}

async function insertCodes(
  tx: Transaction,
  order: CreationOrder,
  firstBatch: number,
  count: number,
): Promise<void> {
  const { creation, recipients, batchSize, random, onProgress } = order
  const type = creation.codeType
  const generated = type.kind === 'generated'
  const next = generated ? codeGenerator(random, type.length) : () => type.code
  const perRecipient = generated ? type.perRecipient : 1
  const inserter = codeInserter(tx, order, { neverBefore: generated })
  const firstId = await nextCodeId(tx, count)

  let made = 0
  for (const [i, { name, email }] of recipients.entries()) {
    const batch = firstBatch + Math.floor(i / batchSize)
    const key = norwegianSortKey(name)
    for (let each = 0; each < perRecipient; each += 1) {
      let tries = 0
      while (!inserter.insert(firstId + made, next(), batch, name, key, email)) {
        tries += 1
        if (!generated) throw new Refusal('promo.refused', { problems: ['custom-code-taken'] })
        if (tries >= TRIES) throw new Error('the random source gives the same codes again and again')
      }
      made += 1
      if (made % CHUNK === 0) {
        onProgress(made)
        await tx.pause()
      }
    }
  }
  onProgress(made)
}
