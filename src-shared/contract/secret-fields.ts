import type { z } from 'zod'

/**
 * What the fields of an input are called that hold a secret, or a detail of a card. Such a field is declared in
 * `secretFields`; a draft with one of these names in it, at any depth, is refused.
 */
export const SECRET_FIELDS = [
  'password',
  'signature',
  'passphrase',
  'current',
  'next',
  'number',
  'month',
  'year',
  'cvv',
] as const
type SecretField = (typeof SECRET_FIELDS)[number]

/** Marks the fields as secret: in the contract's JSON Schema they are `writeOnly`. */
export const secretFields = <
  const Shape extends { readonly [K in keyof Shape]: K extends SecretField ? z.ZodType : never },
>(
  shape: Shape,
): Shape =>
  Object.fromEntries(
    Object.entries<z.ZodType>(shape).map(([name, schema]) => [
      name,
      schema.meta({ ...schema.meta(), writeOnly: true }),
    ]),
  ) as Shape

/** Names like theirs, which a form could give to the same. */
const LIKE_THEIRS = /passw|passphrase|secret|signature|cvv|cvc|card-?number/i
const names: ReadonlySet<string> = new Set(SECRET_FIELDS)

export const isSecretName = (name: string): boolean => names.has(name.toLowerCase()) || LIKE_THEIRS.test(name)
