import { z } from 'zod'
import { itemSchema } from '#shared/contract/payments.ts'

const text = z.string().max(1000)

/** What is tried, as typed; never the card. `item` and `price` are null while the example is unchanged. */
export const testFormSchema = z.strictObject({
  kind: itemSchema,
  item: text.nullable(),
  price: text.nullable(),
  code: text,
})
export type TestForm = z.output<typeof testFormSchema>

export const EMPTY_FORM: TestForm = { kind: 'live-events', item: null, price: null, code: '' }

const KEY = 'test-transaction'

/** The form outlives a reload and a crash of the page; what cannot be read is no form. */
export function loadForm(storage: Storage): TestForm {
  try {
    return testFormSchema.parse(JSON.parse(storage.getItem(KEY) ?? 'null'))
  } catch {
    return { ...EMPTY_FORM }
  }
}

export function saveForm(storage: Storage, form: TestForm): void {
  try {
    storage.setItem(KEY, JSON.stringify(form))
  } catch {
    // Full or forbidden storage: the form then lives as long as the page.
  }
}
