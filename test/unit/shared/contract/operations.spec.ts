import { describe, expect, it } from 'vitest'
import { operationDetailsSchema, operations, undoOf } from '#shared/contract/operations.ts'

const kindsWhere = (fits: (undo: NonNullable<ReturnType<typeof undoOf>>) => boolean) =>
  Object.keys(operations).filter((kind) => {
    const undo = undoOf(kind)
    return undo !== null && fits(undo)
  })

describe('the kinds of operation', () => {
  it('need a question before undo where it can change live payments, an Update only outside Test', () => {
    expect(kindsWhere(({ review }) => review === 'always')).toEqual(['publish', 'back-to-test'])
    expect(kindsWhere(({ review }) => review === 'outside-test')).toEqual([
      'enable-service',
      'set-services',
      'update-settings',
      'restore',
    ])
  })

  it('have no inverse of their own where they are an undo, or of a later version', () => {
    expect([undoOf('undo'), undoOf('redo'), undoOf('something-new'), undoOf('toString')]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  it('count nothing of kinds of personal data that an earlier version did not know', () => {
    const counts = { code: 2, 'withdrawn-code': 0, message: 1, payment: 0, operation: 3, edit: 0, batch: 0, draft: 0, view: 0, import: 0 } // prettier-ignore
    const details = { kind: 'erase-person', reason: 'request', persons: 1, counts }
    expect(operationDetailsSchema.parse(details)).toEqual({ ...details, counts: { ...counts, note: 0 } })
  })

  it('are distinguished by their details', () => {
    expect(operationDetailsSchema.safeParse({ kind: 'mark-sent', messages: 3 }).success).toBe(true)
    expect(operationDetailsSchema.safeParse({ kind: 'mark-sent' }).success).toBe(false)
    expect(operationDetailsSchema.safeParse({ kind: 'something-new' }).success).toBe(false)
  })
})
