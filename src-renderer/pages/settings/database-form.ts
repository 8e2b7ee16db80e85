import { type DatabaseAddress, databaseAddressSchema } from '#shared/contract/storage-place.ts'

/** A database as it is typed. The password is in no draft. */
export interface DatabaseForm {
  host: string
  port: string
  database: string
  user: string
  password: string
  tls: boolean
}
export const TYPED_FIELDS = ['host', 'port', 'database', 'user', 'password'] as const
export type TypedField = (typeof TYPED_FIELDS)[number]

export const newForm = (): DatabaseForm => ({
  host: '',
  port: '5432',
  database: '',
  user: '',
  password: '',
  tls: true,
})

/** What was typed, as the contract takes it; null where a field is wrong. */
export function loginIn(form: DatabaseForm): (DatabaseAddress & { password: string }) | null {
  return wrongFields(form).length > 0 ? null : { ...addressIn(form), password: form.password }
}

/** The fields that cannot be so. */
export function wrongFields(form: DatabaseForm): TypedField[] {
  const parsed = databaseAddressSchema.safeParse(addressIn(form))
  const wrong = new Set(parsed.error?.issues.map(({ path }) => path[0]))
  if (form.password === '') wrong.add('password')
  return TYPED_FIELDS.filter((field) => wrong.has(field))
}

const addressIn = ({ host, port, database, user, tls }: DatabaseForm): DatabaseAddress => ({
  host: host.trim(),
  port: /^\d{1,5}$/.test(port.trim()) ? Number(port) : 0,
  database: database.trim(),
  user: user.trim(),
  tls,
})
