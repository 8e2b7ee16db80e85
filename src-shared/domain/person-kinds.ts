/** Where something about a person is stored. */
export const PERSON_KINDS = [
  'code',
  'withdrawn-code',
  'message',
  'payment',
  'operation',
  'edit',
  'batch',
  'note',
  'draft',
  'view',
  'import',
] as const
export type PersonKind = (typeof PERSON_KINDS)[number]
/** What is stored besides name, address and code. */
export const PERSON_FACTS = [
  'validFrom',
  'expires',
  'note',
  'used',
  'deleted',
  'batch',
  'subject',
  'text',
  'answer',
  'description',
  'amount',
  'paypal',
  'details',
  'before',
  'after',
  'content',
] as const
export type PersonFact = (typeof PERSON_FACTS)[number]

export type PersonCounts = Record<PersonKind, number>

export const NOTHING_FOUND: PersonCounts = {
  code: 0,
  'withdrawn-code': 0,
  message: 0,
  payment: 0,
  operation: 0,
  edit: 0,
  batch: 0,
  note: 0,
  draft: 0,
  view: 0,
  import: 0,
}

export const totalOf = (counts: PersonCounts): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)
