import { describe, expect, it } from 'vitest'
import { readAhead } from '#backend/kernel/read-ahead.ts'

/** Reads that note when they begin and end. */
function notedReads(answers: readonly (number | Error)[]) {
  const noted: string[] = []
  const reads = answers.map((answer, i) => async () => {
    noted.push(`asked ${i}`)
    await Promise.resolve()
    noted.push(`answered ${i}`)
    if (answer instanceof Error) throw answer
    return answer
  })
  return { noted, reads }
}

describe('reading ahead', () => {
  it('gives every answer in order, and asks for the next before one is used', async () => {
    const { noted, reads } = notedReads([10, 20, 30])
    for await (const answer of readAhead(reads)) noted.push(`used ${answer}`)
    expect(noted.filter((note) => note.startsWith('used'))).toEqual(['used 10', 'used 20', 'used 30'])
    expect(noted.indexOf('asked 1')).toBeLessThan(noted.indexOf('used 10'))
    expect(noted.indexOf('asked 2')).toBeLessThan(noted.indexOf('used 20'))
    expect(noted.indexOf('asked 2')).toBeGreaterThan(noted.indexOf('used 10'))
  })

  it('gives nothing where nothing is asked', async () => {
    for await (const answer of readAhead([])) expect.fail(String(answer))
  })

  it('throws the error of a read in its turn, after what came before it', async () => {
    const { reads } = notedReads([10, new Error('gone'), 30])
    const used: number[] = []
    const all = async () => {
      for await (const answer of readAhead(reads)) used.push(answer)
    }
    await expect(all()).rejects.toThrow('gone')
    expect(used).toEqual([10])
  })

  it('waits for what is on its way when it is ended early, even where that fails', async () => {
    const { noted, reads } = notedReads([10, new Error('gone'), 30])
    for await (const answer of readAhead(reads)) {
      noted.push(`used ${answer}`)
      break
    }
    expect(noted).toContain('answered 1')
    expect(noted).not.toContain('asked 2')
  })
})
