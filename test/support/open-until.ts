import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { openStore, type Store } from '#backend/storage/sqlite/store.ts'
import { testClock, testLog } from './parts.ts'

/** Opens the database in `folder` as the version did whose last migration was `number`. */
export const openUntil = (folder: string, number: number): Promise<Store> =>
  openStore({
    folder,
    clock: testClock(),
    log: testLog(),
    migrations: migrations.filter((migration) => migration.number <= number),
  })
