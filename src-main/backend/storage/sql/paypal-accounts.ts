import { z } from 'zod'
import { answerCodeSchema, answerPairSchema } from '#shared/domain/payments/answer-codes.ts'
import type { CheckKey, PaypalReader, PaypalWriter, StoredApiAccount, StoredCheck } from '../paypal.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import type { AccountCheckTable, ApiAccountTable } from './paypal-schema.ts'
import { query } from './query.ts'

const apiAccountFromRow = ({ user_name, application_id, ...row }: ApiAccountTable): StoredApiAccount => ({
  ...row,
  userName: user_name,
  applicationId: application_id,
})

const pairsSchema = z.array(answerPairSchema)

const checkFromRow = ({ good, code, pairs, ...row }: AccountCheckTable): CheckKey & StoredCheck => ({
  ...row,
  good: good === null ? null : good === 1,
  code: code === null ? null : answerCodeSchema.parse(code),
  pairs: pairsSchema.parse(JSON.parse(pairs)),
})

async function findCheck(
  connection: ReadConnection,
  { mode, provider, destination, account }: CheckKey,
): Promise<(CheckKey & StoredCheck) | undefined> {
  const row = await connection.get(
    'paypal.find-check',
    query
      .selectFrom('account_check')
      .selectAll()
      .where('mode', '=', mode)
      .where('provider', '=', provider)
      .where('destination', '=', destination)
      .where('account', '=', account),
  )
  return row && checkFromRow(row)
}

export const paypalReader = (connection: ReadConnection): PaypalReader => ({
  async apiAccounts() {
    const all = query.selectFrom('paypal_api_account').selectAll().orderBy('mode')
    return (await connection.all('paypal.api-accounts', all)).map(apiAccountFromRow)
  },
  async listChecks(keys) {
    const found = await Promise.all(keys.map((key) => findCheck(connection, key)))
    return found.filter((check) => check !== undefined)
  },
  async newestCheckAt({ mode, provider, destination }) {
    const newest = query
      .selectFrom('account_check')
      .select(({ fn }) => fn.max('at').as('at'))
      .where('mode', '=', mode)
      .where('provider', '=', provider)
      .where('destination', '=', destination)
    return (await connection.get('paypal.newest-check', newest))?.at ?? null
  },
  async findGrantToken({ mode, provider, account }) {
    return await connection.get(
      'paypal.find-grant-token',
      query
        .selectFrom('paypal_grant_token')
        .selectAll()
        .where('mode', '=', mode)
        .where('provider', '=', provider)
        .where('account', '=', account),
    )
  },
})

/** Accounts that were tried and left again are not kept for ever. */
const CHECKS_KEPT = 10

async function dropOldChecks(connection: WriteConnection, { mode, provider }: CheckKey): Promise<void> {
  const newest = query
    .selectFrom('account_check')
    .select('at')
    .where('mode', '=', mode)
    .where('provider', '=', provider)
    .orderBy('at', 'desc')
    .limit(1)
    .offset(CHECKS_KEPT)
  await connection.run(
    'paypal.drop-old-checks',
    query
      .deleteFrom('account_check')
      .where('mode', '=', mode)
      .where('provider', '=', provider)
      .where('at', '<=', newest),
  )
}

/** Drops every secret of this group that no API account points at. */
async function dropUnusedApiAccountSecrets(connection: WriteConnection, group: string): Promise<void> {
  const used = (column: 'password' | 'signature') =>
    query
      .selectFrom('paypal_api_account')
      .select(column)
      .where(column, 'is not', null)
      .$castTo<{ name: string }>()
  await connection.erase(
    'paypal.drop-unused',
    query
      .deleteFrom('secret')
      .where('name', 'like', `${group}%`)
      .where('name', 'not in', used('password'))
      .where('name', 'not in', used('signature')),
  )
}

export const paypalWriter = (connection: WriteConnection): PaypalWriter => ({
  async writeApiAccount({ userName, applicationId, ...account }, group) {
    const row = { ...account, user_name: userName, application_id: applicationId }
    await connection.run(
      'paypal.write-api-account',
      query
        .insertInto('paypal_api_account')
        .values(row)
        .onConflict((conflict) => conflict.column('mode').doUpdateSet(row)),
    )
    await dropUnusedApiAccountSecrets(connection, group)
  },
  async writeCheck(key, { at, good, code, pairs }) {
    const isGood = good ? (1 as const) : (0 as const)
    const row = { ...key, at, good: good === null ? null : isGood, code, pairs: JSON.stringify(pairs) }
    await connection.run(
      'paypal.write-check',
      query
        .insertInto('account_check')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['mode', 'provider', 'destination', 'account']).doUpdateSet(row),
        ),
    )
    await dropOldChecks(connection, key)
  },
  async writeGrantToken(token, group) {
    await connection.run(
      'paypal.write-grant-token',
      query
        .insertInto('paypal_grant_token')
        .values(token)
        .onConflict((conflict) => conflict.columns(['mode', 'provider', 'account']).doUpdateSet(token)),
    )
    await connection.erase(
      'paypal.drop-unused-tokens',
      query
        .deleteFrom('secret')
        .where('name', 'like', `${group}%`)
        .where('name', 'not in', query.selectFrom('paypal_grant_token').select('secret')),
    )
  },
  async dropGrantToken({ secret }) {
    await connection.erase('paypal.drop-grant-token', query.deleteFrom('secret').where('name', '=', secret))
  },
})
