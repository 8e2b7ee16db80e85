import { describe, expect, it } from 'vitest'
import type { Operation } from '#shared/contract/history.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import type { Instant, IsoDate } from '#shared/domain/dates.ts'
import { useLastChange } from '../../../src-renderer/stores/last-change.ts'
import { useSite } from '../../../src-renderer/stores/site.ts'
import { SITE } from '../../workbench/data/site.ts'
import { windowWith } from './payments/window.ts'

const operation = (id: number, details: OperationDetails, author: string | null): Operation => ({
  id,
  at: '2026-03-12T09:00:00.000Z' as Instant,
  day: '2026-03-12' as IsoDate,
  details,
  undoable: true,
  undoneBy: null,
  mode: null,
  madeBy: 'somebody-else',
  author,
  needsReview: false,
})
const deletion: OperationDetails = { kind: 'delete-codes', changed: 3, skipped: [] }

/** A window whose backend has these operations, the newest first, to which more are added. */
async function windowOver(operations: Operation[]) {
  const window = await windowWith(
    () => {
      useSite().site = SITE
      return useLastChange()
    },
    ({ input }) => ({
      total: operations.length,
      operations: operations.slice(0, (input as { limit: number }).limit),
    }),
  )
  return { ...window, lastChange: window.made, add: (one: Operation) => void operations.unshift(one) }
}

describe('the last change since a plan', () => {
  it('says what was done, by whom and when', async () => {
    const { lastChange, add } = await windowOver([operation(1, deletion, 'Kari')])
    const say = lastChange.note()
    expect(await say()).toBe('')
    add(operation(2, { ...deletion, changed: 5 }, 'Ola'))
    expect(await say()).toBe('Siste endring: 5 koder slettet (Ola, kl.\u00a010.00).')
  })

  it('has no name where nobody was named, and passes by what changes nothing', async () => {
    const { lastChange, add } = await windowOver([])
    const say = lastChange.note()
    await Promise.resolve()
    add(operation(1, deletion, null))
    add(operation(2, { kind: 'export-report', format: 'csv', rows: 4 }, 'Ola'))
    expect(await say()).toBe('Siste endring: 3 koder slettet (kl.\u00a010.00).')
  })

  it('asks once, and is informed of what is done later', async () => {
    const { lastChange, add, emit, calls } = await windowOver([operation(1, deletion, 'Kari')])
    await lastChange.note()()
    add(operation(2, deletion, 'Ola'))
    emit('history.onRecorded', { operationId: 2, kind: 'delete-codes' })
    expect(await lastChange.note()()).toBe('')
    expect(calls.map(({ input }) => (input as { limit: number }).limit)).toEqual([1, 20, 20])
  })

  it('is nothing where it cannot be read', async () => {
    const { made } = await windowWith(
      () => useLastChange(),
      () => Promise.reject(new Error('away')),
    )
    expect(await made.note()()).toBe('')
  })
})
