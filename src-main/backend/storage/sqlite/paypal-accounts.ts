import { z } from 'zod'
import type { Checked } from '#shared/contract/paypal.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { answerCodeSchema, answerPairSchema, type Destination } from '#shared/domain/payments/answer-codes.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { Mode } from '#shared/domain/services.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import type { GrantTokenTable, ApiAccountTable } from './paypal-schema.ts'
import { query } from './query.ts'

export type StoredApiAccount = ApiAccountTable
export type StoredGrantToken = GrantTokenTable

export async function readApiAccounts(connection: ReadConnection): Promise<StoredApiAccount[]> {
  return connection.all('paypal.apiAccounts', query.selectFrom('paypal_api_account').selectAll())
}

export async function writeApiAccount(connection: WriteConnection, caller: StoredApiAccount): Promise<void> {
  connection.run('paypal.write-caller', query.replaceInto('paypal_api_account').values(caller))
}

/** Drops every secret of this group that no API account points at. */
export async function dropUnusedApiAccountSecrets(connection: WriteConnection, group: string): Promise<void> {
  const used = (column: 'password' | 'signature') =>
    query
      .selectFrom('paypal_api_account')
      .select(column)
      .where(column, 'is not', null)
      .$castTo<{ name: string }>()
  connection.run(
    'paypal.drop-unused',
    query
      .deleteFrom('secret')
      .where('name', 'like', `${group}%`)
      .where('name', 'not in', used('password'))
      .where('name', 'not in', used('signature')),
  )
}

/** Which account a check refers to; `account` is a text that distinguishes accounts. */
export interface CheckKey {
  readonly mode: Mode
  readonly provider: ProviderId
  readonly destination: Destination
  readonly account: string
}

const pairsSchema = z.array(answerPairSchema)

export async function findCheck(
  connection: ReadConnection,
  { mode, provider, destination, account }: CheckKey,
): Promise<Checked | null> {
  const row = connection.get(
    'paypal.find-check',
    query
      .selectFrom('account_check')
      .selectAll()
      .where('mode', '=', mode)
      .where('provider', '=', provider)
      .where('destination', '=', destination)
      .where('account', '=', account),
  )
  if (!row) return null
  return {
    at: instantOf(row.at),
    destination: row.destination,
    good: row.good === null ? null : row.good === 1,
    code: row.code === null ? null : answerCodeSchema.parse(row.code),
    pairs: pairsSchema.parse(JSON.parse(row.pairs)),
  }
}

/** Accounts that were tried and left again are not kept for ever. */
const CHECKS_KEPT = 10

/** Keeps a check in place of an earlier one of the same account. */
export async function writeCheck(
  connection: WriteConnection,
  key: CheckKey,
  { at, good, code, pairs }: Omit<Checked, 'at' | 'destination'> & { at: number },
): Promise<void> {
  const row = {
    ...key,
    at,
    good: good === null ? null : good ? (1 as const) : (0 as const),
    code,
    pairs: JSON.stringify(pairs),
  }
  connection.run('paypal.write-check', query.replaceInto('account_check').values(row))
  const newest = query
    .selectFrom('account_check')
    .select('at')
    .where('mode', '=', key.mode)
    .where('provider', '=', key.provider)
    .orderBy('at', 'desc')
    .limit(1)
    .offset(CHECKS_KEPT)
  connection.run(
    'paypal.drop-old-checks',
    query
      .deleteFrom('account_check')
      .where('mode', '=', key.mode)
      .where('provider', '=', key.provider)
      .where('at', '<=', newest),
  )
}

/** When the account's password was last found good; null takes that back. */
export async function writeVerified(
  connection: WriteConnection,
  secret: string,
  at: number | null,
): Promise<void> {
  connection.run(
    'paypal.write-verified',
    query.updateTable('commerce_password').set({ verified_at: at }).where('secret', '=', secret),
  )
}

/** The token of the login's permission, if PayPal gave one. */
export async function findGrantToken(
  connection: ReadConnection,
  { mode, provider, account }: Pick<StoredGrantToken, 'mode' | 'provider' | 'account'>,
): Promise<StoredGrantToken | undefined> {
  return connection.get(
    'paypal.find-grant-token',
    query
      .selectFrom('paypal_grant_token')
      .selectAll()
      .where('mode', '=', mode)
      .where('provider', '=', provider)
      .where('account', '=', account),
  )
}

/** Keeps a token in place of the login's earlier one, whose secret goes. */
export async function writeGrantToken(
  connection: WriteConnection,
  row: StoredGrantToken,
  group: string,
): Promise<void> {
  connection.run('paypal.write-grant-token', query.replaceInto('paypal_grant_token').values(row))
  connection.run(
    'paypal.drop-unused-tokens',
    query
      .deleteFrom('secret')
      .where('name', 'like', `${group}%`)
      .where('name', 'not in', query.selectFrom('paypal_grant_token').select('secret')),
  )
}

/** The token goes with its secret. */
export async function dropGrantToken(
  connection: WriteConnection,
  { secret }: StoredGrantToken,
): Promise<void> {
  connection.run('paypal.drop-grant-token', query.deleteFrom('secret').where('name', '=', secret))
}
