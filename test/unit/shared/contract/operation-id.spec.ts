import { describe, expect, it } from 'vitest'
import type { MethodName } from '#shared/contract/index.ts'
import { METHODS, returnsOperationId } from '../../../support/recording-methods.ts'

/** Methods that leave something behind and record no operation, and why. */
const UNRECORDED: Partial<Record<MethodName, string>> = {
  'views.save': 'saved views are not in the history: what was replaced is saved again instead',
  'views.rename': 'saved views are not in the history: the view is renamed again instead',
  'views.remove': 'saved views are not in the history: what it answers brings the view back',
  'redemptions.redeem':
    'a shop sells many times a second: the order itself is the record, and is in the code’s activity',
  'redemptions.giveBack': 'as redeem: the order is the record',
  'mail.pause': 'starts and stops sending; no message or setting changes',
  'mail.resume': 'starts and stops sending; no message or setting changes',
  'mail.sendTest': 'sends a message to the person, outside the outbox',
}

describe('every method that leaves something behind', () => {
  it('records an operation, except where there is a reason', () => {
    const without = METHODS.filter(([, { effect, records }]) => effect !== 'none' && records.length === 0)
    expect(without.map(([name]) => name).sort()).toEqual(Object.keys(UNRECORDED).sort())
  })

  it.each(METHODS)(
    '%s answers with an operationId exactly where it records one',
    (_, { records, output }) => {
      expect(returnsOperationId(output)).toBe(records.length > 0)
    },
  )
})
