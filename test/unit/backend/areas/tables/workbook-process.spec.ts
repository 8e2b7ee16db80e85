import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { answerOfBytes, workbookEndBy } from '#backend/areas/tables/tables.ts'

describe('the process of a workbook', () => {
  it.each([
    [{ code: null, signal: 'SIGKILL' }, 'memory'],
    [{ code: null, signal: 'SIGTRAP' }, 'memory'],
    [{ code: 134, signal: null }, 'memory'],
    // As Electron says it of a utility process.
    [{ code: 9 }, 'memory'],
    [{ code: 5 }, 'memory'],
    [{ code: 0 }, 'other'],
    [{ code: 1, signal: null }, 'other'],
    [{ code: null, signal: 'SIGTERM' }, 'other'],
    [{ code: null }, 'other'],
  ])('that ended with %j has taken too much: %s', (end, why) => {
    expect(workbookEndBy(end)).toBe(why)
  })

  it('is believed only what can be read', () => {
    const answer = { outcome: 'failed', why: 'empty' }
    expect(answerOfBytes(serialize(answer))).toEqual(answer)
    for (const other of [undefined, 'text', answer, new Uint8Array(0), new Uint8Array([255, 15, 1, 2])])
      expect(answerOfBytes(other)).toBeUndefined()
  })
})
