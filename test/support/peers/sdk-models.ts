import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * The models of PayPal's server SDK: what it may send, and what it takes for an answer. The package exports their types
 * only, so that the schemas are read from its files.
 */
const sdk = createRequire(createRequire(import.meta.url).resolve('@paypal/paypal-server-sdk'))
const models = join(dirname(sdk.resolve('@paypal/paypal-server-sdk')), 'models')

type Schema = { readonly type: () => string }
interface Validation {
  readonly errors:
    false | readonly { readonly path: readonly (string | number)[]; readonly message?: string }[]
  readonly result: unknown
}
const { validateAndMap, validateAndUnmap, object, optional, array, string } = sdk('@apimatic/schema') as {
  validateAndMap(value: unknown, schema: Schema): Validation
  validateAndUnmap(value: unknown, schema: Schema): Validation
  object(shape: Record<string, readonly [string, Schema]>): Schema
  optional(schema: Schema): Schema
  array(schema: Schema): Schema
  string(): Schema
}

const modelNamed = (name: string): Record<string, unknown> =>
  sdk(join(models, `${name}.js`)) as Record<string, unknown>

/** `order`, `refundRequest`… */
export const schemaOf = (name: string): Schema => modelNamed(name)[`${name}Schema`] as Schema

/** The values of `CaptureStatus`, `RefundIncompleteReason`…: the schemas take any text for them. */
export function valuesOf(name: string): readonly string[] {
  const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  return Object.values(modelNamed(file)[name] as Record<string, string>)
}

/** `CustomError`, which has no schema in the package. */
export const customError: Schema = object({
  name: ['name', string()],
  message: ['message', string()],
  debugId: ['debug_id', string()],
  details: ['details', optional(array(schemaOf('errorDetails')))],
  links: ['links', optional(array(schemaOf('linkDescription')))],
})

/** `OAuthProviderError`: what the token service answers. */
export const tokenError: Schema = object({
  error: ['error', string()],
  description: ['error_description', optional(string())],
})

/**
 * What is wrong with a value, an empty list for nothing. A name that the model does not have is wrong, too: it is lost
 * on the way to the model and back.
 */
export function problemsWith(value: unknown, schema: Schema): readonly string[] {
  const mapped = validateAndMap(value, schema)
  if (mapped.errors) return mapped.errors.map(({ path, message }) => `${path.join('/')}: ${message ?? ''}`)
  const back = validateAndUnmap(mapped.result, schema)
  if (back.errors) return back.errors.map(({ path, message }) => `${path.join('/')}: ${message ?? ''}`)
  return lostOnTheWay(value, back.result, '')
}

function lostOnTheWay(value: unknown, back: unknown, at: string): string[] {
  // The SDK reads long numbers as such.
  if (typeof value !== 'object' || value === null)
    return value === (typeof back === 'bigint' ? Number(back) : back) ? [] : [`${at}: ${String(value)}`]
  const kept = (back ?? {}) as Record<string, unknown>
  return Object.entries(value).flatMap(([name, inner]) =>
    Object.hasOwn(kept, name)
      ? lostOnTheWay(inner, kept[name], `${at}/${name}`)
      : [`${at}/${name}: no such name`],
  )
}
