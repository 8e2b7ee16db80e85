import { rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import { asCall } from '#backend/kernel/current-call.ts'
import { asRequest } from '#backend/kernel/current-request.ts'
import { openSqlite, type SqliteStorage } from '#backend/storage/sqlite/open-storage.ts'
import { createCodes } from '#backend/areas/promo/promo.ts'
import { until } from '../../support/condition.ts'
import { creationOf } from '../../support/creations.ts'
import { seededRandom, testClock, testLog } from '../../support/parts.ts'
import { newFolder } from '../../support/test-backend.ts'
import { testEntries } from '../../support/test-entries.ts'

let folder: string
let storage: SqliteStorage
beforeEach(async () => {
  folder = await newFolder()
  storage = await openSqlite({ folder, clock: testClock(), log: testLog(), entries: testEntries })
})
afterEach(async () => {
  await storage.close()
  await rm(folder, { recursive: true, force: true })
})
const named =
  (name: string) => (tx: { settings: { write(values: Record<string, string>): Promise<void> } }) =>
    tx.settings.write({ name })

describe('a transaction', () => {
  it('sees what it has written, and nobody else does before it is committed', async () => {
    await storage.transaction('test', async (tx) => {
      await named('Fjordkurs')(tx)
      expect(await tx.settings.find('name')).toBe('Fjordkurs')
      expect(await storage.settings.find('name')).toBe(null)
    })
    expect(await storage.settings.find('name')).toBe('Fjordkurs')
  })

  it('takes everything back where its work fails', async () => {
    const failing = storage.transaction('test', async (tx) => {
      await named('Fjordkurs')(tx)
      throw new Error('of the work')
    })
    await expect(failing).rejects.toThrow('of the work')
    expect(await storage.settings.find('name')).toBe(null)
  })

  it('runs alone, in the order of asking', async () => {
    const seen: (string | null)[] = []
    const write = (name: string) =>
      storage.transaction('test', async (tx) => {
        seen.push(await tx.settings.find('name'))
        await wait(5)
        await tx.settings.write({ name })
      })
    await Promise.all([write('a'), write('b'), write('c')])
    expect(seen).toEqual([null, 'a', 'b'])
  })

  it('says which method it waits for, and when its turn has come', async () => {
    const said: [string, string | null][] = []
    const others = Promise.withResolvers<void>()
    const as = (method: string) => {
      const call = {
        method,
        client: undefined,
        clientId: null,
        author: null,
        windows: new Set<string>(),
        onWaiting: (other: string | null) => void said.push([method, other]),
      }
      return asCall(call, () => storage.transaction('test', () => others.promise))
    }
    const first = as('promo.create')
    await until('it has begun', () => said.at(-1)?.[1] === null)
    // It may have waited for the log to be emptied, which a start begins with.
    said.splice(0, said.length - 1)
    const waiting = [as('site.update'), as('views.save')]
    others.resolve()
    await Promise.all([first, ...waiting])
    expect(said).toEqual([
      ['promo.create', null],
      ['site.update', 'promo.create'],
      ['views.save', 'promo.create'],
      ['site.update', null],
      ['views.save', 'site.update'],
      ['views.save', null],
    ])
  })

  it('is taken back by its signal, whatever it does at the moment', async () => {
    const abort = new AbortController()
    const cancelled = storage.transaction(
      'test',
      async (tx) => {
        await tx.settings.write({ name: 'Fjordkurs' })
        abort.abort()
      },
      abort.signal,
    )
    await expect(cancelled).rejects.toMatchObject({ code: 'job.cancelled' })
    await expect(storage.transaction('test', named('x'), abort.signal)).rejects.toMatchObject({
      code: 'job.cancelled',
    })
    await storage.transaction('test', named('y'))
    expect(await storage.settings.find('name')).toBe('y')
  })

  it('is refused inside another one, and let in after it', async () => {
    let later: (() => Promise<void>) | undefined
    const nested = storage.transaction('outer', async () => {
      later = () => storage.transaction('later', named('later'))
      await storage.transaction('inner', named('inner'))
    })
    await expect(nested).rejects.toThrow('inner is inside another one')
    await later?.()
    expect(await storage.settings.find('name')).toBe('later')
  })

  it('carries nothing out that is asked of it after its end', async () => {
    let kept: Parameters<Parameters<typeof storage.transaction>[1]>[0] | undefined
    await storage.transaction('test', async (tx) => void (kept = tx))
    await storage.transaction('next', async () => {
      await expect(kept?.settings.write({ name: 'late' })).rejects.toThrow('after the end of its transaction')
    })
    expect(await storage.settings.find('name')).toBe(null)
  })

  it('is taken back where its work has not waited for all of its calls', async () => {
    let call: Promise<void> | undefined
    const hasty = storage.transaction('test', async (tx) => void (call = named('Fjordkurs')(tx)))
    await expect(hasty).rejects.toThrow('has not waited')
    await call
    expect(await storage.settings.find('name')).toBe(null)
  })

  it('waits for what goes on beside the call that failed before it is taken back', async () => {
    const recipients = [{ name: '', email: '' }]
    const created = { recipients, batchSize: 500, at: 1, random: seededRandom(), onProgress: () => undefined }
    await storage.transaction('test', (tx) => createCodes(tx, { creation: creationOf({}, 9000), ...created }))
    let withdrawing: Promise<number> | undefined
    const failing = storage.transaction('undo', async (tx) => {
      withdrawing = tx.codes.withdraw(1, () => undefined)
      await Promise.all([withdrawing, tx.views.write({ id: 1 } as never)])
    })
    await expect(failing).rejects.toThrow()
    await expect(withdrawing).rejects.toMatchObject({ code: 'job.cancelled' })
    expect(
      (await storage.report.open({}, [], { today: '2026-11-23' as IsoDate, timeZone: 'UTC' })).count,
    ).toBe(9000)
  })

  it('is recorded with the request that it is part of', async () => {
    const request = (id: string) => ({
      id,
      method: 'site.update',
      at: 1,
      clientId: 'script',
      author: null,
      stored: 'nothing' as const,
      over: false,
    })
    const details = { kind: 'export-report', format: 'csv', rows: 1 } as const
    const noted = request('request-1')
    await asRequest(noted, () =>
      storage.transaction('test', (tx) => tx.operations.record({ at: 1, details })),
    )
    await asRequest(request('request-2'), () => storage.transaction('test', named('x')))
    await asRequest(request('request-3'), () => storage.transaction('test', async () => undefined))
    expect(noted.stored).toBe('something')
    const stored = await Promise.all([1, 2, 3].map((n) => storage.operations.findRequest(`request-${n}`)))
    expect(stored).toEqual([
      { method: 'site.update', operationIds: [1] },
      { method: 'site.update', operationIds: [] },
      undefined,
    ])
  })
})

it('answers with refusals and errors of the threads', async () => {
  const unknown = storage.views as unknown as { sing(): Promise<void> }
  await expect(unknown.sing()).rejects.toThrow('storage has no views.sing')
  const written = storage.transaction('test', (tx) => tx.views.write({ id: 1 } as never))
  await expect(written).rejects.toThrow()
})

it('reads while it writes', async () => {
  await storage.transaction('test', async (tx) => {
    await named('Fjordkurs')(tx)
    expect(await Promise.all(Array.from({ length: 50 }, () => storage.settings.find('name')))).toEqual(
      Array.from({ length: 50 }, () => null),
    )
  })
})

it('begins nothing after its end', async () => {
  const own = await newFolder()
  const other = await openSqlite({ folder: own, clock: testClock(), log: testLog(), entries: testEntries })
  await other.close()
  await expect(other.transaction('test', named('x'))).rejects.toThrow('after the end of the storage')
  await rm(own, { recursive: true, force: true })
})

it('goes on in a new thread where the one that writes has ended, and says what is not known then', async () => {
  const own = await newFolder()
  const dying = { ...testEntries, writerThread: new URL('../../support/dying-writer.ts', import.meta.url) }
  const other = await openSqlite({ folder: own, clock: testClock(), log: testLog(), entries: dying })
  const writing = async (...names: string[]) => {
    const request = {
      id: names.join(),
      method: 'site.update',
      at: 1,
      clientId: 'script',
      author: null,
      stored: 'nothing' as const,
      over: false,
    }
    const end = asRequest(request, () =>
      other.transaction('test', async (tx) => {
        for (const name of names) await tx.settings.write({ name })
      }),
    )
    const failed = await end.then(
      () => null,
      (error: Error) => error.message,
    )
    return [failed, request.stored, await other.settings.find('name')]
  }
  expect(await writing('a')).toEqual([null, 'something', 'a'])
  expect(await writing('b', 'die', 'c')).toEqual(['the writer thread ended', 'nothing', 'a'])
  expect(await writing('d')).toEqual([null, 'something', 'd'])
  expect(await writing('die-late')).toEqual(['the writer thread ended', 'unclear', 'd'])
  const waiting = [writing('die'), writing('e')]
  expect((await Promise.all(waiting)).map(([, stored]) => stored)).toEqual(['nothing', 'something'])
  await other.close()
  await rm(own, { recursive: true, force: true })
})
