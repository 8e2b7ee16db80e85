import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { wasCommitted } from '#backend/storage/postgres/lost-commit.ts'
import { connectionConfig, connectTo, type ServerConnections } from '#backend/storage/postgres/server.ts'
import { testLog } from '../../support/parts.ts'
import { type OwnServer, runIn, startOwnServer } from '../../support/postgres.ts'
import { startTestBackend } from '../../support/test-backend.ts'

/** After a crash, a server gives the number of a transaction that it had written nothing of to another one. */
let server: OwnServer
let writing: ServerConnections
beforeEach(async () => {
  server = await startOwnServer()
  writing = connectTo(server.target, { log: testLog(), most: 2, writes: true })
  const backend = await startTestBackend({ parts: { database: server.target } })
  await backend.stop()
  // Nothing is written before a commit.
  await runIn(server.target, `ALTER SYSTEM SET wal_writer_delay = '10s'`)
  await runIn(server.target, 'SELECT pg_reload_conf()')
  await runIn(server.target, 'CHECKPOINT')
})
afterEach(() => writing.close())

const RECORD = (id: string) => `INSERT INTO request (id, method, at) VALUES ('${id}', 'site.update', 1)`

/** Begins a transaction whose server ends before it has the COMMIT; answers with the transaction. */
async function interrupted(requestId: string) {
  const client = new pg.Client(connectionConfig(server.target, { writes: true }))
  client.on('error', () => undefined)
  await client.connect()
  await client.query(`BEGIN; ${RECORD(requestId)}`)
  const { rows } = await client.query<{ xid: string; process: number; serverSince: string }>(
    `SELECT pg_current_xact_id()::text AS xid, pg_backend_pid() AS process,
      pg_postmaster_start_time()::text AS "serverSince"`,
  )
  await server.crash()
  await server.start()
  const [transaction] = rows
  if (!transaction) throw new Error('no transaction')
  return { ...transaction, requestId }
}

async function giveNumberAgain(to: { readonly xid: string }): Promise<void> {
  const [other] = await runIn(server.target, `${RECORD('other-request')} RETURNING xmin::text AS xid`)
  expect(other?.xid).toBe(to.xid)
}

it('does not take the transaction that got the number of a lost one for it', async () => {
  const lost = await interrupted('lost-request')
  await giveNumberAgain(lost)
  expect(await wasCommitted(writing, lost, testLog())).toBe(false)
})

it('does not say of one that has recorded no request what happened to the other', async () => {
  const lost = { ...(await interrupted('lost-request')), requestId: null }
  await giveNumberAgain(lost)
  await expect(wasCommitted(writing, lost, testLog())).rejects.toThrow('unknown')
})

it('says that a transaction whose number the server does not know is not stored', async () => {
  const lost = await interrupted('lost-request')
  expect(await wasCommitted(writing, lost, testLog())).toBe(false)
})
