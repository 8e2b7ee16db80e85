import { join } from 'node:path'
import { z } from 'zod'
import { asRequest } from '#backend/kernel/current-request.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { Transaction } from '../../storage.ts'
import { asRefusal, inData } from '../errors.ts'
import { openStore, type Store } from '../store.ts'
import type { Committed } from '../writer.ts'
import { carryOut } from './calls.ts'
import { serveTasks, type TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import {
  beginTask,
  cancelTask,
  commitTask,
  emptyLogTask,
  openTask,
  rewriteFileTask,
  rollbackTask,
  tryToEmptyLogTask,
  writeTask,
} from './storage-tasks.ts'
import { handleTask, type InputOf, type TaskHandler } from '#backend/kernel/threads/task.ts'

/** Runs in the one thread that writes. */
export function serveWrites(): void {
  serveTasks<TaskContext>(
    (data, log) => {
      const writes = createWrites(folderIn(data), log)
      return { handlers: handlersOf(writes), context: {}, close: writes.close }
    },
    (error, data) => asRefusal(error, inData(join(folderIn(data), 'site.sqlite'))),
  )
}

const folderIn = (data: unknown): string => z.object({ folder: z.string() }).parse(data).folder

/** A transaction that another thread leads: it is open until that one says how it ends. */
interface Session {
  readonly tx: Transaction
  /** Ends with the transaction. */
  readonly ended: Promise<Committed>
  commit(): void
  rollBack(): void
}

type OpenOrder = Omit<InputOf<typeof openTask>, 'mayCreate'> & { mayCreate?: boolean }

interface Writes {
  /** @param check the database is opened for the first time, and nobody else has it open */
  opened(order: OpenOrder, check?: boolean): Promise<Store>
  begin(order: InputOf<typeof beginTask>): Promise<void>
  session(): Session
  /** @throws Refusal 'storage.gone' where the database is no longer at its place */
  checkPlace(): void
  cancel(): void
  close(): Promise<void>
}

function createWrites(folder: string, log: Log): Writes {
  let store: Store | undefined
  let session: Session | undefined
  let abort = new AbortController()
  let committed = NOTHING
  let time = 0

  const opened = async ({ now, mayCreate = false }: OpenOrder, check = false): Promise<Store> => {
    time = now
    if (store) return store
    const clock = { now: () => time }
    store = await openStore({
      folder,
      lock: heldElsewhere(folder),
      mayCreate,
      clock,
      log,
      check,
      checkpoints: 'elsewhere',
    })
    store.writer.onCommitted((what) => void (committed = what))
    return store
  }

  return {
    opened,
    async begin({ name, request, ...order }) {
      // Before a thread that is new opens the database: a cancel can come meanwhile.
      abort = new AbortController()
      const { writer } = await opened(order)
      committed = NOTHING
      const begun = Promise.withResolvers<undefined>()
      const end = Promise.withResolvers<undefined>()
      const lead = () =>
        writer.transaction(
          name,
          async (tx) => {
            session = {
              tx,
              ended,
              commit: () => end.resolve(undefined),
              rollBack: () => end.reject(ROLLED_BACK),
            }
            begun.resolve(undefined)
            await end.promise
          },
          abort.signal,
        )
      const ended = (request ? asRequest({ ...request, stored: 'nothing', over: false }, lead) : lead())
        .then(() => committed)
        .finally(() => void (session = undefined))
      ended.catch(begun.reject)
      await begun.promise
    },
    session() {
      if (!session) throw new Error('no transaction is open')
      return session
    },
    checkPlace: () => store?.checkPlace(),
    cancel: () => abort.abort(),
    async close() {
      session?.rollBack()
      await store?.close()
    },
  }
}

const NOTHING: Committed = { changed: 0, erased: false }
const ROLLED_BACK = new Error('rolled back')

async function rolledBack(session: Session): Promise<void> {
  session.rollBack()
  await session.ended.catch(() => undefined)
}

/** The thread that starts this one holds the folder's lock. */
const heldElsewhere = (folder: string) => ({ folder, isInPlace: () => true, release: () => undefined })

const handlersOf = (writes: Writes): readonly TaskHandler<TaskContext>[] => [
  handleTask(openTask, async (order) => {
    await writes.opened(order, true)
    return null
  }),
  handleTask(beginTask, async (order) => {
    await writes.begin(order)
    return null
  }),
  handleTask(writeTask, (call, context: TaskContext) => carryOut(writes.session().tx, call, context)),
  handleTask(commitTask, async () => {
    const session = writes.session()
    try {
      writes.checkPlace()
    } catch (error) {
      // Whoever is refused rolls nothing back any more, and the next transaction waits for the end of this one.
      await rolledBack(session)
      throw error
    }
    session.commit()
    return await session.ended
  }),
  handleTask(rollbackTask, async () => {
    await rolledBack(writes.session())
    return null
  }),
  handleTask(cancelTask, async () => {
    writes.cancel()
    return null
  }),
  handleTask(rewriteFileTask, async (order) => {
    const store = await writes.opened(order)
    writes.checkPlace()
    store.rewriteFile()
    return null
  }),
  handleTask(emptyLogTask, async (order) => {
    const store = await writes.opened(order)
    store.emptyLog()
    return null
  }),
  handleTask(tryToEmptyLogTask, async (order) => (await writes.opened(order)).tryToEmptyLog()),
]
