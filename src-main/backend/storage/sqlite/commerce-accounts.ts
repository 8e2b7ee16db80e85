import { z } from 'zod'
import type { Service } from '#shared/domain/services.ts'
import type { CommerceGrantTable, CommercePasswordTable } from './commerce-schema.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

/** Which sealed secret is an account's password, and since when. */
export type StoredPassword = CommercePasswordTable
/** With what the secret was stored for (`secrets/secret-target.ts`). */
export type BoundPassword = StoredPassword & { readonly target: string }
export type StoredGrant = CommerceGrantTable

export const scopesOf = ({ scopes }: StoredGrant): string[] => z.array(z.string()).parse(JSON.parse(scopes))

export async function readPasswords(connection: ReadConnection): Promise<BoundPassword[]> {
  return connection.all(
    'commerce.passwords',
    query
      .selectFrom('commerce_password')
      .innerJoin('secret', 'secret.name', 'commerce_password.secret')
      .selectAll('commerce_password')
      .select('secret.target'),
  )
}

export async function readGrants(connection: ReadConnection): Promise<StoredGrant[]> {
  return connection.all('commerce.grants', query.selectFrom('commerce_grant').selectAll())
}

/** Logins that were tried and left again do not keep their passwords for ever. */
const LOGINS_KEPT = 10

/** Sets one password, instead of the one that the same login had; those of other logins stay for coming back to them. */
export async function writePassword(connection: WriteConnection, row: StoredPassword): Promise<void> {
  const { service, mode, provider, secret, revision, set_at, verified_at } = row
  const values = { service, mode, provider, secret, revision, set_at, verified_at }
  const ofAccount = query
    .deleteFrom('commerce_password')
    .where('service', '=', service)
    .where('mode', '=', mode)
    .where('provider', '=', provider)
  const target = query.selectFrom('secret').select('target').where('name', '=', secret)
  const ofLogin = query.selectFrom('secret').select('name').where('target', '=', target)
  connection.run('commerce.replace-password', ofAccount.where('secret', 'in', ofLogin))
  connection.run('commerce.write-password', query.insertInto('commerce_password').values(values))
  const newest = query
    .selectFrom('commerce_password')
    .select('secret')
    .where('service', '=', service)
    .where('mode', '=', mode)
    .where('provider', '=', provider)
    .orderBy('revision', 'desc')
    .limit(LOGINS_KEPT)
  connection.run('commerce.drop-old-passwords', ofAccount.where('secret', 'not in', newest))
}

export async function writeGrant(connection: WriteConnection, row: StoredGrant): Promise<void> {
  connection.run('commerce.write-grant', query.replaceInto('commerce_grant').values(row))
}

type AccountKey = Pick<StoredGrant, 'service' | 'mode' | 'provider'>

/** Answers whether there was one. */
export async function dropGrant(
  connection: WriteConnection,
  { service, mode, provider }: AccountKey,
): Promise<boolean> {
  const drop = query
    .deleteFrom('commerce_grant')
    .where('service', '=', service)
    .where('mode', '=', mode)
    .where('provider', '=', provider)
  return connection.run('commerce.drop-grant', drop) > 0
}

/** The service's passwords and permissions become these; others of the same service are dropped. */
export async function replaceProofs(
  connection: WriteConnection,
  service: Service,
  passwords: readonly StoredPassword[],
  grants: readonly StoredGrant[],
): Promise<void> {
  connection.run(
    'commerce.clear-passwords',
    query.deleteFrom('commerce_password').where('service', '=', service),
  )
  connection.run('commerce.clear-grants', query.deleteFrom('commerce_grant').where('service', '=', service))
  for (const row of passwords) await writePassword(connection, { ...row, service })
  for (const row of grants) await writeGrant(connection, { ...row, service })
}

/** Keeps the passwords that an operation takes from a service, for its undo, however much later that is. */
export async function keepPasswords(
  connection: WriteConnection,
  operationId: number,
  passwords: readonly StoredPassword[],
): Promise<void> {
  for (const { service, mode, provider, secret, revision, set_at, verified_at } of passwords)
    connection.run(
      'commerce.keep-password',
      query.insertInto('commerce_before_password').values({
        operation_id: operationId,
        service,
        mode,
        provider,
        secret,
        revision,
        set_at,
        verified_at,
      }),
    )
}

export async function findKeptPasswords(
  connection: ReadConnection,
  operationId: number,
): Promise<StoredPassword[]> {
  const rows = connection.all(
    'commerce.kept-passwords',
    query.selectFrom('commerce_before_password').selectAll().where('operation_id', '=', operationId),
  )
  return rows.map(({ operation_id: _operation, ...row }) => row)
}

/** Once the operation is undone, what was kept for that is of no use any more. */
export async function dropKeptPasswords(connection: WriteConnection, operationId: number): Promise<void> {
  connection.run(
    'commerce.drop-kept',
    query.deleteFrom('commerce_before_password').where('operation_id', '=', operationId),
  )
}

/** Drops every password that no account uses and no undo could bring back. */
export async function dropUnusedPasswords(connection: WriteConnection, names: string): Promise<number> {
  const unused = query
    .deleteFrom('secret')
    .where('name', 'like', `${names}%`)
    .where('name', 'not in', query.selectFrom('commerce_password').select('secret'))
    .where('name', 'not in', query.selectFrom('commerce_before_password').select('secret'))
  return connection.run('commerce.drop-unused', unused)
}
