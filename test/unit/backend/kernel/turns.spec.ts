import { expect, it } from 'vitest'
import { createTurns } from '#backend/kernel/turns.ts'

it('says what each piece of work waits for, until its turn', async () => {
  const turns = createTurns()
  const said: string[] = []
  const ends = new Map<string, () => void>()
  const give = (name: string) =>
    turns.run(
      name,
      () => new Promise<void>((resolve) => ends.set(name, resolve)),
      (other) => said.push(`${name}: ${other}`),
    )
  const first = give('create')
  await new Promise(setImmediate)
  const [second, third] = [give('save'), give('undo')]
  ends.get('create')?.()
  await first
  await new Promise(setImmediate)
  ends.get('save')?.()
  await second
  await new Promise(setImmediate)
  ends.get('undo')?.()
  await third
  expect(said).toEqual([
    'create: null',
    'save: create',
    'undo: create',
    'save: null',
    'undo: save',
    'undo: null',
  ])
})

it('goes on after a failure, and names nothing that has ended', async () => {
  const turns = createTurns()
  const said: (string | null)[] = []
  await expect(turns.run('fails', () => Promise.reject(new Error('it failed')))).rejects.toThrow('it failed')
  expect(
    await turns.run(
      'next',
      async () => 'done',
      (other) => said.push(other),
    ),
  ).toBe('done')
  expect(said).toEqual([null])
})
