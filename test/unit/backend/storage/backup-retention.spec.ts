import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  expiredBackups,
  type KeptBackup,
  type RetentionClass,
  type RetentionOptions,
  roomForBackup,
} from '#backend/storage/backup-retention.ts'

const DAY_MS = 86_400_000
const START = Date.UTC(2026, 0, 1, 8)
const dayOf = (at: number): number => Math.floor(at / DAY_MS)
const PLENTY = 1e15

/** Goes on with what is kept, as the program does after each backup. */
function createFolder(free = PLENTY) {
  let kept: KeptBackup[] = []
  let last = 0
  return {
    ids: (of?: RetentionClass) => kept.filter((one) => !of || one.class === of).map(({ id }) => id),
    days: () => kept.filter((one) => one.class === 'daily').map(({ at }) => dayOf(at) - dayOf(START)),
    add(at: number, made: RetentionClass, bytes = 1) {
      last += 1
      const backup: KeptBackup = { id: `${last}`, at, bytes, class: made }
      kept = [...kept, backup]
      const options: RetentionOptions = { now: at, dayOf, made: backup, free }
      const gone = expiredBackups(kept, options)
      kept = kept.filter(({ id }) => !gone.has(id))
      return { id: backup.id, gone }
    },
  }
}

const classes = fc.constantFrom<RetentionClass>('daily', 'manual', 'step')
const backups = fc.array(
  fc.record({
    at: fc.integer({ min: START, max: START + 400 * DAY_MS }),
    bytes: fc.integer({ min: 1, max: 1000 }),
    class: classes,
  }),
  { minLength: 1, maxLength: 80 },
)
const numbered = backups.map((list) => list.map((backup, index) => ({ ...backup, id: String(index) })))
const madeOf = (list: readonly KeptBackup[]): KeptBackup => {
  const made = list.at(-1)
  if (!made) throw new Error('no backup')
  return made
}

describe('after a year of days', () => {
  it('the last 7 days, 4 weeks and 6 months have one each', () => {
    const folder = createFolder()
    for (let day = 0; day < 365; day += 1) folder.add(START + day * DAY_MS, 'daily')
    // The last days of five months, the Sundays 13 and 20 December, and the last seven days, of which one is a Sunday.
    expect(folder.days()).toEqual([211, 242, 272, 303, 333, 346, 353, 358, 359, 360, 361, 362, 363, 364])
  })

  it('is the same whatever else was backed up meanwhile', () => {
    const folder = createFolder()
    const alone = createFolder()
    for (let day = 0; day < 365; day += 1) {
      folder.add(START + day * DAY_MS, 'daily')
      alone.add(START + day * DAY_MS, 'daily')
      for (let more = 0; more < 3; more += 1)
        folder.add(START + day * DAY_MS + more, more === 0 ? 'manual' : 'step')
    }
    expect(folder.days()).toEqual(alone.days())
    expect(folder.ids('step')).toHaveLength(5)
    expect(folder.ids('manual')).toHaveLength(5)
  })

  it('of which the computer was off for nine months, what there was is still there', () => {
    const folder = createFolder()
    for (let day = 0; day < 40; day += 1) folder.add(START + day * DAY_MS, 'daily')
    const before = folder.days()
    folder.add(START + 310 * DAY_MS, 'daily')
    expect(before.filter((day) => !folder.days().includes(day)).length).toBeLessThanOrEqual(2)
  })
})

describe('whatever there is', () => {
  it('what was just made stays, and so does the newest one of each class', () => {
    fc.assert(
      fc.property(numbered, fc.integer({ min: 0, max: 3000 }), (list, free) => {
        const made = madeOf(list)
        const gone = expiredBackups(list, { now: made.at, dayOf, made, free })
        expect(gone.has(made.id)).toBe(false)
        for (const one of ['manual', 'step'] as const) {
          const newest = list
            .filter((backup) => backup.class === one && backup.at <= made.at)
            .sort((first, second) => second.at - first.at || (first.id < second.id ? 1 : -1))
          for (const { id } of newest.slice(0, 1)) expect(gone.has(id)).toBe(false)
        }
      }),
    )
  })

  it('one of a migration or a replacement never removes a daily one', () => {
    fc.assert(
      fc.property(numbered, fc.integer({ min: 0, max: 3000 }), (list, free) => {
        const by = (made: KeptBackup, of: readonly KeptBackup[]) =>
          expiredBackups(of, { now: made.at, dayOf, made, free })
        const made: KeptBackup = { id: 'step', at: START + 500 * DAY_MS, bytes: 1000, class: 'step' }
        // With room for all of them, so that what goes by the schedule is gone already.
        const daily: KeptBackup = { id: 'daily', at: made.at, bytes: 1, class: 'daily' }
        const settled = [...list, daily].filter(
          ({ id }) =>
            !expiredBackups([...list, daily], { now: made.at, dayOf, made: daily, free: PLENTY }).has(id),
        )
        const gone = by(made, [...settled, made])
        for (const backup of settled) if (backup.class === 'daily') expect(gone.has(backup.id)).toBe(false)
      }),
    )
  })

  it('a second look removes nothing more', () => {
    fc.assert(
      fc.property(numbered, (list) => {
        const made = madeOf(list)
        const options = { now: made.at, dayOf, made, free: PLENTY }
        const gone = expiredBackups(list, options)
        expect(
          expiredBackups(
            list.filter(({ id }) => !gone.has(id)),
            options,
          ).size,
        ).toBe(0)
      }),
    )
  })

  it('a clock that was set back removes nothing that a right one would keep', () => {
    fc.assert(
      fc.property(numbered, fc.integer({ min: 1, max: 800 }), (list, days) => {
        const latest = Math.max(...list.map(({ at }) => at))
        const daily: KeptBackup = { id: 'now', at: latest + DAY_MS, bytes: 1, class: 'daily' }
        const all = [...list, daily]
        const gone = expiredBackups(all, { now: daily.at, dayOf, made: daily, free: PLENTY })
        const kept = all.filter(({ id }) => !gone.has(id))
        const back: KeptBackup = { id: 'back', at: daily.at - days * DAY_MS, bytes: 1, class: 'daily' }
        const later = expiredBackups([...kept, back], { now: back.at, dayOf, made: back, free: PLENTY })
        for (const { id, class: one, at } of kept)
          // A day that comes again has its newest backup; the earlier one of that day was made by the same clock.
          if (one !== 'daily' || dayOf(at) !== dayOf(back.at)) expect(later.has(id)).toBe(false)
        expect(later.has(back.id)).toBe(false)
      }),
    )
  })

  it('together they take no more than what stays free, as far as the newest few allow', () => {
    fc.assert(
      fc.property(numbered, fc.integer({ min: 0, max: 50_000 }), (list, free) => {
        const made: KeptBackup = { id: 'daily', at: START + 500 * DAY_MS, bytes: 10, class: 'daily' }
        const all = [...list, made]
        const gone = expiredBackups(all, { now: made.at, dayOf, made, free })
        const rest = all.filter(({ id }) => !gone.has(id))
        const total = rest.reduce((sum, { bytes }) => sum + bytes, 0)
        const before = all.reduce((sum, { bytes }) => sum + bytes, 0)
        const count = (one: RetentionClass) => rest.filter((backup) => backup.class === one).length
        const isLeast = (['daily', 'manual', 'step'] as const).every((one) => count(one) <= 3)
        expect(total <= (free + before) / 2 || isLeast).toBe(true)
      }),
    )
  })
})

describe('room for another one', () => {
  it('is made by as few as will do, or by none where it cannot be', () => {
    fc.assert(
      fc.property(
        numbered,
        classes,
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 0, max: 2000 }),
        (list, made, needed, free) => {
          const gone = roomForBackup(list, { needed, free, made, now: START + 500 * DAY_MS })
          if (gone === null) return
          const freed = list.filter(({ id }) => gone.has(id))
          const bytes = freed.reduce((sum, one) => sum + one.bytes, 0)
          expect(free + bytes).toBeGreaterThanOrEqual(needed)
          if (free >= needed) expect(gone.size).toBe(0)
          for (const one of ['daily', 'manual', 'step'] as const) {
            const before = list.filter((backup) => backup.class === one).length
            const left = before - freed.filter((backup) => backup.class === one).length
            expect(left).toBeGreaterThanOrEqual(Math.min(before, 2))
          }
          if (made !== 'daily') expect(freed.every((backup) => backup.class === made)).toBe(true)
        },
      ),
    )
  })
})
