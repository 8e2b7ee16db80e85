import type { SealKind } from '#shared/contract/seal.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

/** How the box's key is sealed; `wrapped` is JSON. */
export interface StoredBox {
  readonly seal: SealKind
  readonly wrapped: string
}
export interface StoredSecret {
  readonly name: string
  readonly sealed: string
  /** What it was stored for (`secrets/secret-target.ts`); it is used for nothing else. */
  readonly target: string
}

export async function readBox(connection: ReadConnection): Promise<StoredBox | undefined> {
  return connection.get('secrets.box', query.selectFrom('secret_box').select(['seal', 'wrapped']))
}

export async function writeBox(connection: WriteConnection, box: StoredBox): Promise<void> {
  connection.run('secrets.write-box', query.replaceInto('secret_box').values({ id: 1, ...box }))
}

export async function readSecrets(connection: ReadConnection): Promise<StoredSecret[]> {
  return connection.all('secrets.all', query.selectFrom('secret').selectAll())
}

export async function findSecret(
  connection: ReadConnection,
  name: string,
): Promise<StoredSecret | undefined> {
  return connection.get('secrets.find', query.selectFrom('secret').selectAll().where('name', '=', name))
}

export async function countSecrets(connection: ReadConnection): Promise<number> {
  const count = query.selectFrom('secret').select(({ fn }) => fn.countAll<number>().as('count'))
  return connection.get('secrets.count', count)?.count ?? 0
}

export async function insertSecret(connection: WriteConnection, secret: StoredSecret): Promise<void> {
  connection.run('secrets.insert', query.insertInto('secret').values(secret))
}

/** The same secret under another key: what points at it stays. */
export async function resealSecret(
  connection: WriteConnection,
  secret: Pick<StoredSecret, 'name' | 'sealed'>,
): Promise<void> {
  connection.run(
    'secrets.reseal',
    query.updateTable('secret').set({ sealed: secret.sealed }).where('name', '=', secret.name),
  )
}

/** Every secret, what points at one, and the key of the box. */
export async function dropSecrets(connection: WriteConnection): Promise<number> {
  connection.run('secrets.drop-box', query.deleteFrom('secret_box'))
  return connection.run('secrets.drop', query.deleteFrom('secret'))
}
