import type { AccountPlace, BoundPassword, CommerceWriter, StoredGrant, StoredPassword } from '../commerce.ts'
import type { CommerceGrantTable, CommercePasswordTable } from '../sql/commerce-schema.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from '../sql/query.ts'
import { grantRowsSchema, scopesSchema } from './rows/commerce-rules.ts'

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

export function readPasswords(connection: ReadConnection): BoundPassword[] {
  const bound = query
    .selectFrom('commerce_password')
    .innerJoin('secret', 'secret.name', 'commerce_password.secret')
    .selectAll('commerce_password')
    .select('secret.target')
  return connection
    .all('commerce.passwords', bound)
    .map(({ target, ...row }) => ({ ...passwordFromRow(row), target }))
}

export function readGrants(connection: ReadConnection): StoredGrant[] {
  return connection.all('commerce.grants', query.selectFrom('commerce_grant').selectAll()).map(grantFromRow)
}

export function findKeptPasswords(connection: ReadConnection, operationId: number): BoundPassword[] {
  const kept = query
    .selectFrom('commerce_before_password')
    .innerJoin('secret', 'secret.name', 'commerce_before_password.secret')
    .selectAll('commerce_before_password')
    .select('secret.target')
    .where('operation_id', '=', operationId)
  return connection
    .all('commerce.kept-passwords', kept)
    .map(({ operation_id: _operation, target, ...row }) => ({ ...passwordFromRow(row), target }))
}

/** Logins that were tried and left again do not keep their passwords for ever. */
const LOGINS_KEPT = 10

function writePassword(connection: WriteConnection, password: StoredPassword): void {
  const { service, mode, provider, secret } = password
  const ofAccount = query
    .deleteFrom('commerce_password')
    .where('service', '=', service)
    .where('mode', '=', mode)
    .where('provider', '=', provider)
  const target = query.selectFrom('secret').select('target').where('name', '=', secret)
  const ofLogin = query.selectFrom('secret').select('name').where('target', '=', target)
  connection.run('commerce.replace-password', ofAccount.where('secret', 'in', ofLogin))
  connection.run(
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
  connection.run('commerce.drop-old-passwords', ofAccount.where('secret', 'not in', newest))
}

function writeGrant(connection: WriteConnection, grant: StoredGrant): void {
  connection.run('commerce.write-grant', query.replaceInto('commerce_grant').values(grantToRow(grant)))
}

function dropGrant(connection: WriteConnection, { service, mode, provider }: AccountPlace): void {
  const drop = query
    .deleteFrom('commerce_grant')
    .where('service', '=', service)
    .where('mode', '=', mode)
    .where('provider', '=', provider)
  connection.run('commerce.drop-grant', drop)
}

type CredentialsWriter = Omit<CommerceWriter, 'insertRevision' | 'updateServices'>

export const credentialsWriter = (connection: WriteConnection): CredentialsWriter => ({
  async writePasswords(passwords) {
    for (const password of passwords) writePassword(connection, password)
  },
  async dropUnusedPasswords(group) {
    const unused = query
      .deleteFrom('secret')
      .where('name', 'like', `${group}%`)
      .where('name', 'not in', query.selectFrom('commerce_password').select('secret'))
      .where('name', 'not in', query.selectFrom('commerce_before_password').select('secret'))
    connection.erase('commerce.drop-unused', unused)
  },
  async writeVerified(secret, at) {
    connection.run(
      'commerce.write-verified',
      query.updateTable('commerce_password').set({ verified_at: at }).where('secret', '=', secret),
    )
  },
  async writeGrants(grants) {
    for (const grant of grants) writeGrant(connection, grant)
  },
  async dropGrants(places) {
    for (const place of places) dropGrant(connection, place)
  },
  async replaceCredentials(service, { passwords, grants }) {
    connection.run(
      'commerce.clear-passwords',
      query.deleteFrom('commerce_password').where('service', '=', service),
    )
    connection.run('commerce.clear-grants', query.deleteFrom('commerce_grant').where('service', '=', service))
    for (const password of passwords) writePassword(connection, { ...password, service })
    for (const grant of grants) writeGrant(connection, { ...grant, service })
  },
  async keepPasswords(operationId, passwords) {
    for (const password of passwords)
      connection.run(
        'commerce.keep-password',
        query
          .insertInto('commerce_before_password')
          .values({ operation_id: operationId, ...passwordToRow(password) }),
      )
  },
  async dropKeptPasswords(operationId) {
    connection.run(
      'commerce.drop-kept',
      query.deleteFrom('commerce_before_password').where('operation_id', '=', operationId),
    )
  },
})
