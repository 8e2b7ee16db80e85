import { expect, it } from 'vitest'
import { createDice } from '../../support/hostile/dice.ts'
import { change, fillSite, readEverything, tablesOf } from '../../support/mail/stored-mail.ts'
import { inEveryEngine, type TestStorage } from '../../support/storages.ts'

const STEPS = 40
/** So many are done between two looks at everything, which takes longer. */
const UNSEEN = 8

/** What an engine answers in a random sequence: of each step what was done, what is stored then, and how it reads. */
async function sequence(storage: TestStorage, seed: number): Promise<unknown[]> {
  const dice = createDice(seed)
  await fillSite(storage, dice)
  const answers: unknown[] = []
  for (let step = 0; step < STEPS; step += 1) {
    const done = await change(storage, dice, 1000 + step)
    const isSeen = step % UNSEEN === UNSEEN - 1
    const seen = isSeen ? { tables: await tablesOf(storage), read: await readEverything(storage, dice) } : {}
    answers.push({ step, done, ...seen })
  }
  return answers
}

it.each([1, 2, 3, 4])(
  'keeps and reads an outbox alike in every engine (%i)',
  async (seed) => {
    const found = await inEveryEngine((storage) => sequence(storage, seed))
    const expected = found.get('SQLite')
    for (const [engine, answers] of found)
      for (const [i, answer] of answers.entries())
        expect(answer, `${engine}, step ${i}`).toEqual(expected?.[i])
  },
  120_000,
)
