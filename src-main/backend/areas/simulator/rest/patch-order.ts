import { z } from 'zod'
import type { Approval, NewApproval } from '../approvals.ts'
import { type Answer, type Call, plain } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { errorAnswer, invalid, NOT_FOUND, type RestError, unprocessable } from './json-answer.ts'
import { amountInputSchema, unitTextSchemas } from './order-input.ts'
import { orderTotal } from './order-total.ts'
import { invalidIn, orderNamed, parsed, REPORTED } from './orders.ts'

const patchesSchema = z.array(
  z.object({
    op: z.enum(['add', 'remove', 'replace', 'move', 'copy', 'test']),
    path: z.string().optional(),
    value: z.unknown().optional(),
  }),
)
type Patch = z.output<typeof patchesSchema>[number]

/** What is read of an order while it is patched; nothing is changed before all of it is possible. */
type Terms = Pick<NewApproval, 'minor' | 'currency' | 'description' | 'reference' | 'action' | 'unit'>

/** `/purchase_units/@reference_id=='default'/amount` */
const OF_UNIT = /^\/purchase_units\/@reference_id=='([^']{1,256})'\/([a-z_]+)$/

/** PATCH /v2/checkout/orders/{id}: other terms of an order that is not paid yet, all of them or none. */
export function patchOrder(tools: Tools, call: Call, client: string, id: string): Answer {
  const approval = orderNamed(tools, client, id)
  if (!approval) return errorAnswer(tools, NOT_FOUND)
  const read = patchesSchema.safeParse(parsed(call), REPORTED)
  if (!read.success) return errorAnswer(tools, invalidIn(read.error))
  if (approval.state === 'completed') return errorAnswer(tools, unprocessable('ORDER_ALREADY_COMPLETED'))
  let terms: Terms = approval
  for (const patch of read.data) {
    const changed = patched(terms, patch, approval)
    if ('status' in changed) return errorAnswer(tools, changed)
    terms = changed
  }
  const { minor, currency, description, reference, action, unit } = terms
  tools.approvals.change(approval, { minor, currency, description, reference, action, ...(unit && { unit }) })
  return plain(204, '')
}

function patched(terms: Terms, { op, path, value }: Patch, approval: Approval): Terms | RestError {
  if (path === undefined) return unprocessable('PATCH_PATH_REQUIRED')
  if (!path.startsWith('/')) return unprocessable('INVALID_JSON_POINTER_FORMAT')
  if (value === undefined && (op === 'add' || op === 'replace')) return unprocessable('PATCH_VALUE_REQUIRED')
  if (path === '/intent') return withIntent(terms, op, value)
  const [isOfUnit, referenceId, field = ''] = OF_UNIT.exec(path) ?? []
  if (!isOfUnit) return unprocessable('NOT_PATCHABLE')
  if (referenceId !== terms.unit?.referenceId) return unprocessable('REFERENCE_ID_NOT_FOUND')
  if (field === 'amount') return withAmount(terms, op, value, approval)
  return Object.hasOwn(unitTextSchemas, field)
    ? withText(terms, op, field as UnitText, value)
    : unprocessable('NOT_PATCHABLE')
}

function withIntent(terms: Terms, op: Patch['op'], value: unknown): Terms | RestError {
  if (op !== 'replace') return invalid('INVALID_PATCH_OPERATION', '/op')
  if (value === 'CAPTURE') return { ...terms, action: 'sale' }
  if (value === 'AUTHORIZE') return { ...terms, action: 'authorization' }
  return invalid('INVALID_PARAMETER_VALUE', '/value')
}

function withAmount(terms: Terms, op: Patch['op'], value: unknown, approval: Approval): Terms | RestError {
  if (op !== 'replace') return invalid('INVALID_PATCH_OPERATION', '/op')
  const read = amountInputSchema.safeParse(value)
  if (!read.success) return invalid('INVALID_PARAMETER_VALUE', '/value')
  const sum = orderTotal(read.data)
  if ('status' in sum) return sum
  // The buyer has approved so much, and no more.
  const isMore = approval.state === 'approved' && sum.minor > approval.minor
  return isMore ? unprocessable('AMOUNT_CHANGE_NOT_ALLOWED') : { ...terms, ...sum }
}

type UnitText = keyof typeof unitTextSchemas

function withText(terms: Terms, op: Patch['op'], field: UnitText, value: unknown): Terms | RestError {
  const before = textOf(terms, field)
  const isPossible = { add: before === null, replace: before !== null, remove: before !== null }
  if (op !== 'add' && op !== 'replace' && op !== 'remove') return invalid('INVALID_PATCH_OPERATION', '/op')
  if (!isPossible[op]) return invalid('INVALID_PATCH_OPERATION', '/op')
  if (op === 'remove') return withTextOf(terms, field, null)
  const read = unitTextSchemas[field].safeParse(value)
  return read.success ? withTextOf(terms, field, read.data) : invalid('INVALID_PARAMETER_VALUE', '/value')
}

function textOf({ description, reference, unit }: Terms, field: UnitText): string | null {
  const texts = { description: description || null, invoice_id: reference, custom_id: unit?.customId ?? null }
  return texts[field]
}

function withTextOf(terms: Terms, field: UnitText, text: string | null): Terms {
  switch (field) {
    case 'description':
      return { ...terms, description: text ?? '' }
    case 'invoice_id':
      return { ...terms, reference: text }
    case 'custom_id':
      return terms.unit ? { ...terms, unit: { ...terms.unit, customId: text } } : terms
  }
}
