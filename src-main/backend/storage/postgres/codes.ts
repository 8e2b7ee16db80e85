import { sql } from 'kysely'
import type { CodesReader, CodesWriter } from '../codes.ts'
import { changesReader, changesWriter } from './codes-changes.ts'
import { creationReader, creationWriter } from './codes-creation.ts'
import { editsReader, editsWriter } from './codes-edits.ts'
import { sinceReader } from './codes-since.ts'
import { undoReader, undoWriter } from './codes-undo.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { resultSetOf } from './picked-codes.ts'

export const codesReader = (connection: ReadConnection): CodesReader => ({
  ...creationReader(connection),
  ...changesReader(connection),
  ...editsReader(connection),
  ...undoReader(connection),
  ...sinceReader(connection),
  async ofBatch(batch) {
    return resultSetOf(
      await connection.ids(
        'codes.of-batch',
        sql`SELECT id FROM promo_code WHERE batch_id = ${batch} ORDER BY id`,
      ),
    )
  },
})

export const codesWriter = (connection: WriteConnection): CodesWriter => ({
  ...creationWriter(connection),
  ...changesWriter(connection),
  ...editsWriter(connection),
  ...undoWriter(connection),
})
