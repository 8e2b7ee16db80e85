import type { AccountPlace, BoundPassword, CommerceWriter, StoredGrant, StoredPassword } from '../commerce.ts'
import type { CommerceGrantTable, CommercePasswordTable } from './commerce-schema.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'
import { grantRowsSchema, scopesSchema } from './grant-rows.ts'

const passwordFromRow = ({ set_at, verified_at, ...row }: CommercePasswordTable): StoredPassword => ({
  ...row,
  setAt: set_at,
  verifiedAt: verified_at,
})

const passwordToRow = (password: StoredPassword): CommercePasswordTable => {
  const { service, mode, provider, secret, revision, setAt, verifiedAt } = password
  return { service, mode, provider, secret, revision, set_at: setAt, verified_at: verifiedAt }
}

const grantFromRow = ({ scopes, given_at, ...row }: CommerceGrantTable): StoredGrant => ({
  ...row,
  scopes: scopesSchema.parse(JSON.parse(scopes)),
  givenAt: given_at,
})

const grantToRow = ({ scopes, givenAt, ...grant }: StoredGrant): CommerceGrantTable => ({
  ...grant,
  scopes: JSON.stringify(scopes),
  given_at: givenAt,
})

/** Permissions as `commerce_before` keeps them. */
export const grantsToJson = (grants: readonly StoredGrant[]): string => JSON.stringify(grants.map(grantToRow))
export const grantsFromJson = (json: string): StoredGrant[] =>
  grantRowsSchema.parse(JSON.parse(json)).map(grantFromRow)

/** The passwords of accounts, with what each was stored for. */
export async function readPasswords(connection: ReadConnection): Promise<BoundPassword[]> {
  const bound = query
    .selectFrom('commerce_password')
    .innerJoin('secret', 'secret.name', 'commerce_password.secret')
    .selectAll('commerce_password')
    .select('secret.target')
    .orderBy('service')
    .orderBy('mode')
    .orderBy('provider')
    .orderBy('commerce_password.secret')
  const rows = await connection.all('commerce.passwords', bound)
  return rows.map(({ target, ...row }) => ({ ...passwordFromRow(row), target }))
}

/** The permissions of accounts. */
export async function readGrants(connection: ReadConnection): Promise<StoredGrant[]> {
  const all = query
    .selectFrom('commerce_grant')
    .selectAll()
    .orderBy('service')
    .orderBy('mode')
    .orderBy('provider')
  return (await connection.all('commerce.grants', all)).map(grantFromRow)
}

/** The passwords that the operation took from services. */
export async function findKeptPasswords(
  connection: ReadConnection,
  operationId: number,
): Promise<BoundPassword[]> {
  const kept = query
    .selectFrom('commerce_before_password')
    .innerJoin('secret', 'secret.name', 'commerce_before_password.secret')
    .selectAll('commerce_before_password')
    .select('secret.target')
    .where('operation_id', '=', operationId)
    .orderBy('service')
    .orderBy('mode')
    .orderBy('provider')
    .orderBy('commerce_before_password.secret')
  const rows = await connection.all('commerce.kept-passwords', kept)
  return rows.map(({ operation_id: _operation, target, ...row }) => ({ ...passwordFromRow(row), target }))
}

/** Logins that were tried and left again do not keep their passwords for ever. */
const LOGINS_KEPT = 10

async function writePassword(connection: WriteConnection, password: StoredPassword): Promise<void> {
  const { service, mode, provider, secret } = password
  const ofAccount = query
    .deleteFrom('commerce_password')
    .where('service', '=', service)
    .where('mode', '=', mode)
    .where('provider', '=', provider)
  const target = query.selectFrom('secret').select('target').where('name', '=', secret)
  const ofLogin = query.selectFrom('secret').select('name').where('target', '=', target)
  await connection.run('commerce.replace-password', ofAccount.where('secret', 'in', ofLogin))
  await connection.run(
    'commerce.write-password',
    query.insertInto('commerce_password').values(passwordToRow(password)),
  )
  const newest = query
    .selectFrom('commerce_password')
    .select('secret')
    .where('service', '=', service)
    .where('mode', '=', mode)
    .where('provider', '=', provider)
    .orderBy('revision', 'desc')
    .limit(LOGINS_KEPT)
  await connection.run('commerce.drop-old-passwords', ofAccount.where('secret', 'not in', newest))
}

async function writeGrant(connection: WriteConnection, grant: StoredGrant): Promise<void> {
  const row = grantToRow(grant)
  const write = query
    .insertInto('commerce_grant')
    .values(row)
    .onConflict((conflict) => conflict.columns(['service', 'mode', 'provider']).doUpdateSet(row))
  await connection.run('commerce.write-grant', write)
}

async function dropGrant(
  connection: WriteConnection,
  { service, mode, provider }: AccountPlace,
): Promise<void> {
  const drop = query
    .deleteFrom('commerce_grant')
    .where('service', '=', service)
    .where('mode', '=', mode)
    .where('provider', '=', provider)
  await connection.run('commerce.drop-grant', drop)
}

type CredentialsWriter = Omit<CommerceWriter, 'insertRevision' | 'updateServices'>

export const credentialsWriter = (connection: WriteConnection): CredentialsWriter => ({
  async writePasswords(passwords) {
    for (const password of passwords) await writePassword(connection, password)
  },
  async dropUnusedPasswords(group) {
    const unused = query
      .deleteFrom('secret')
      .where('name', 'like', `${group}%`)
      .where('name', 'not in', query.selectFrom('commerce_password').select('secret'))
      .where('name', 'not in', query.selectFrom('commerce_before_password').select('secret'))
    await connection.erase('commerce.drop-unused', unused)
  },
  async writeVerified(secret, at) {
    await connection.run(
      'commerce.write-verified',
      query.updateTable('commerce_password').set({ verified_at: at }).where('secret', '=', secret),
    )
  },
  async writeGrants(grants) {
    for (const grant of grants) await writeGrant(connection, grant)
  },
  async dropGrants(places) {
    for (const place of places) await dropGrant(connection, place)
  },
  async replaceCredentials(service, { passwords, grants }) {
    await connection.run(
      'commerce.clear-passwords',
      query.deleteFrom('commerce_password').where('service', '=', service),
    )
    await connection.run(
      'commerce.clear-grants',
      query.deleteFrom('commerce_grant').where('service', '=', service),
    )
    for (const password of passwords) await writePassword(connection, { ...password, service })
    for (const grant of grants) await writeGrant(connection, { ...grant, service })
  },
  async keepPasswords(operationId, passwords) {
    for (const password of passwords)
      await connection.run(
        'commerce.keep-password',
        query
          .insertInto('commerce_before_password')
          .values({ operation_id: operationId, ...passwordToRow(password) }),
      )
  },
  async dropKeptPasswords(operationId) {
    await connection.run(
      'commerce.drop-kept',
      query.deleteFrom('commerce_before_password').where('operation_id', '=', operationId),
    )
  },
})
