import { z } from 'zod'
import { revisionReasonSchema } from '#shared/contract/commerce.ts'
import { PLACES } from '#shared/domain/commerce/fields.ts'
import { providerIdSchema } from '#shared/domain/commerce/providers.ts'
import { contentSchema } from '#shared/domain/commerce/settings.ts'
import {
  answerCodeSchema,
  answerPairSchema,
  destinationSchema,
} from '#shared/domain/payments/answer-codes.ts'
import { modeSchema, serviceSchema } from '#shared/domain/service-schemas.ts'
import type {
  CommerceBeforeTable,
  CommerceGrantTable,
  CommercePasswordTable,
  CommerceRevisionTable,
  CommerceServiceTable,
} from '../../sql/commerce-schema.ts'
import { grantRowsSchema, LONGEST_LOGIN, scopesSchema } from '../../sql/grant-rows.ts'
import type { AccountCheckTable, ApiAccountTable, GrantTokenTable } from '../../sql/paypal-schema.ts'
import {
  type ColumnRules,
  count,
  flag,
  id,
  json,
  moment,
  optional,
  tableRules,
  text,
  word,
} from './column-rules.ts'

const service = word(serviceSchema)
export const mode = word(modeSchema)
export const provider = word(providerIdSchema)
export const destination = word(destinationSchema)
/** The name of a secret. */
export const secret = text(200)
export const code = optional(word(answerCodeSchema))
export const pairs = json(100_000, z.array(answerPairSchema))

/** Keys of fields, besides those of passwords. */
const changed = z.array(z.string().max(100)).max(2 * PLACES.length)
const content = json(1_000_000, contentSchema)
const login = text(LONGEST_LOGIN)

export const revisionRules = tableRules<CommerceRevisionTable>({
  columns: {
    revision: id,
    operation_id: id,
    at: moment,
    for_events: flag,
    for_training: flag,
    mode,
    reason: word(revisionReasonSchema),
    changed: json(100_000, changed),
    restored_from: optional(id),
    test: content,
    production: optional(content),
  },
})

type ServiceColumns = Omit<CommerceServiceTable, 'version'>
const serviceColumns: ColumnRules<ServiceColumns> = {
  service,
  enabled: flag,
  mode,
  test_revision: optional(id),
  production_revision: optional(id),
}
/** Production has settings, and they are in the revision that the service points at. */
const HAS_NO_PRODUCTION = `mode = 'production' AND production_revision IS NULL`
const IS_NOT_PRODUCTION = `production_revision IN (SELECT revision FROM commerce_revision WHERE production IS NULL)`

export const serviceRules = tableRules<CommerceServiceTable>({
  columns: { ...serviceColumns, version: count },
  misfits: [HAS_NO_PRODUCTION, IS_NOT_PRODUCTION],
  rows: serviceSchema.options.length,
})

const passwordColumns: ColumnRules<CommercePasswordTable> = {
  service,
  mode,
  provider,
  secret,
  revision: id,
  set_at: moment,
  verified_at: optional(moment),
}
export const passwordRules = tableRules<CommercePasswordTable>({ columns: passwordColumns })

export const keptPasswordRules = tableRules<CommercePasswordTable & { operation_id: number }>({
  columns: { ...passwordColumns, operation_id: id },
})

export const grantRules = tableRules<CommerceGrantTable>({
  columns: {
    service,
    mode,
    provider,
    account: login,
    scopes: json(100_000, scopesSchema),
    at: moment,
    given_at: optional(destination),
  },
})

export const beforeRules = tableRules<CommerceBeforeTable>({
  columns: {
    ...serviceColumns,
    operation_id: id,
    version_after: count,
    grants: optional(json(1_000_000, grantRowsSchema)),
  },
  misfits: [HAS_NO_PRODUCTION, IS_NOT_PRODUCTION],
})

export const apiAccountRules = tableRules<ApiAccountTable>({
  columns: {
    mode,
    user_name: text(255),
    application_id: text(255),
    password: optional(secret),
    signature: optional(secret),
  },
})

export const accountCheckRules = tableRules<AccountCheckTable>({
  columns: {
    mode,
    provider,
    destination,
    account: text(10_000),
    at: moment,
    good: optional(flag),
    code,
    pairs,
  },
})

export const grantTokenRules = tableRules<GrantTokenTable>({
  columns: { mode, provider, account: login, destination, secret },
})
