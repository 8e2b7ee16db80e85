import { describe, expect, it } from 'vitest'
import { type Revision, revisionSchema } from '#shared/contract/commerce.ts'
import { previousOf, revisionsByDay } from '../../../../src-renderer/pages/history/revisions/by-day.ts'
import { revisionLine } from '../../../../src-renderer/pages/history/revisions/revision-words.ts'

const revision = (number: number, at: string, more: Partial<Revision> = {}): Revision => ({
  ...revisionSchema.parse({
    revision: number,
    at,
    services: ['events'],
    mode: 'test',
    reason: 'update',
    changed: [],
    restoredFrom: null,
    redone: false,
  }),
  ...more,
})
const say = (key: string, values?: Record<string, unknown>) =>
  key.split('.').at(-1) + (values ? `(${Object.values(values).join()})` : '')

describe('revisions', () => {
  it('are listed under their day in the site’s time zone', () => {
    const list = [
      revision(3, '2026-03-12T23:30:00.000Z'),
      revision(2, '2026-03-12T22:30:00.000Z'),
      revision(1, '2026-03-12T08:00:00.000Z'),
    ]
    expect(
      revisionsByDay(list, 'Europe/Oslo').map(({ day, items }) => [
        day,
        items.map(({ revision }) => revision),
      ]),
    ).toEqual([
      ['2026-03-13', [3]],
      ['2026-03-12', [2, 1]],
    ])
  })

  it('are compared with the one before of the same mode and service', () => {
    const at = '2026-03-12T08:00:00.000Z'
    const list = [
      revision(5, at, { services: ['events', 'training'] }),
      revision(4, at, { services: ['training'] }),
      revision(3, at, { mode: 'production' }),
      revision(2, at),
    ]
    expect(list.map((one) => previousOf(one, list)?.revision ?? null)).toEqual([4, null, null, null])
  })

  it('keep the capitals of names inside a line', () => {
    const changed = ['settings.footer', 'options.payflow-pro.cards', 'options.payflow-pro.express']
    const names: Record<string, string> = { cards: 'Supported cards', express: 'Express Checkout' }
    const worded = (key: string) => names[key.split('.').at(-1) ?? ''] ?? 'Footer'
    expect(revisionLine(revision(1, '2026-03-12T08:00:00.000Z', { changed }), worded, worded)).toBe(
      'Footer, supported cards, Express Checkout',
    )
  })

  it('are described in one line', () => {
    const at = '2026-03-12T08:00:00.000Z'
    const lines = [
      revision(1, at, { changed: ['settings.footer', 'options.payflow-pro.cards', 'password.payflow-pro'] }),
      revision(2, at, { reason: 'publish', changed: ['settings.footer'] }),
      revision(3, at, { reason: 'restore', restoredFrom: 1 }),
      revision(4, at, { reason: 'link' }),
      revision(5, at, { reason: 'undo' }),
      revision(6, at, { reason: 'undo', redone: true }),
      revision(7, at),
    ].map((one) => revisionLine(one, say, say))
    expect(lines).toEqual([
      'footer, cards, password',
      'publish(1)',
      'restore(1)',
      'link',
      'undo',
      'redo',
      'nothing',
    ])
  })
})
