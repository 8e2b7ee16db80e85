import type { CodesReader, CodesWriter } from '../codes.ts'
import { changedSince, withdrawnSince } from './codes-since.ts'
import { changePicked, planChange } from './codes-changes.ts'
import {
  countHolders,
  countLike,
  findTaken,
  insertBatches,
  insertCodes,
  nextCodeId,
  takenAmong,
  termsOfBatch,
} from './codes-creation.ts'
import { editableIn, revertEdits, writeEdits } from './codes-edits.ts'
import { revertChange } from './codes-undo.ts'
import { bringBack, takenSince, usedCodes, withdraw } from './codes-withdrawn.ts'
import { writtenByBoth } from './code-writes.ts'
import type { ReadConnection, WorkingConnection } from './connection.ts'
import { query } from '../sql/query.ts'
import { resultSetOf } from '../sql/set-ids.ts'

export const codesReader = (connection: ReadConnection): CodesReader => ({
  findTaken: async (code) => findTaken(connection, code),
  takenAmong: async (codes) => takenAmong(connection, codes),
  countLike: async (pattern) => countLike(connection, pattern),
  countHolders: async (emails, of) => countHolders(connection, emails, of),
  termsOf: async (batch) => termsOfBatch(connection, batch),
  planChange: (picked, change, today) => planChange(connection, picked, change, today),
  editable: async (set, ids) => editableIn(connection, set, ids),
  async ofBatch(batch) {
    const ids = query.selectFrom('promo_code').select('id').where('batch_id', '=', batch).orderBy('id')
    return resultSetOf(connection.column<number>('codes.of-batch', ids))
  },
  changedSince: async (after) => changedSince(connection, after),
  withdrawnSince: async (after) => withdrawnSince(connection, after),
  usedOf: async (creation) => usedCodes(connection, creation),
  takenSince: async (creation) => takenSince(connection, creation),
  writtenByBoth: async (one, other) => writtenByBoth(connection, one, other),
})

export const codesWriter = (connection: WorkingConnection): CodesWriter => ({
  insertBatches: async (batches) => insertBatches(connection, batches),
  reserve: async (count) => nextCodeId(connection, count),
  async insert(codes) {
    const taken = insertCodes(connection, codes)
    await connection.pause()
    return taken
  },
  change: (operationId, picked, change, onProgress) =>
    changePicked(connection, operationId, picked, change, onProgress),
  async edit(operationId, edits) {
    writeEdits(connection, operationId, edits)
    await connection.pause()
  },
  revertChange: (revert, onProgress) => revertChange(connection, revert, onProgress),
  revertEdits: (revert, onProgress) => revertEdits(connection, revert, onProgress),
  withdraw: (creation, onProgress) => withdraw(connection, creation, onProgress),
  bringBack: (creation, onProgress) => bringBack(connection, creation, onProgress),
})
