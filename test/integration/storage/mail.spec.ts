import { expect, it } from 'vitest'
import type { StoredMailSettings } from '#backend/storage/mail.ts'
import { campaignSize } from '../../support/campaign.ts'
import { createDice } from '../../support/hostile/dice.ts'
import { change, fillSite, readEverything, tablesOf } from '../../support/mail/stored-mail.ts'
import { inEveryEngine, type TestStorage } from '../../support/storages.ts'

const STEPS = 40
const SEEDS = [1, 2, 3].slice(0, campaignSize({ small: 1, full: 3 }))
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

it.each(SEEDS)(
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

it('keeps templates and the connection to the mail server alike in every engine', async () => {
  const answers = await inEveryEngine(async ({ mail, transaction, run }) => {
    await fillSite({ run } as TestStorage, createDice(1))
    for (const name of ['mail-1', 'mail-2', 'other'])
      await run(`INSERT INTO secret (name, sealed, target) VALUES ('${name}', 'sealed', '')`)
    const places = [
      { service: 'events', language: 'nb' },
      { service: 'training', language: 'en' },
    ] as const
    const read = async () => [
      await mail.settings(),
      (await mail.templates()).toSorted((one, other) => (one.service < other.service ? -1 : 1)),
      await Promise.all(places.map((place) => mail.findTemplate(place))),
      await Promise.all([1, 2].map((id) => mail.findTemplateChange(id))),
      await run('SELECT name FROM secret ORDER BY name'),
    ]
    const settings: StoredMailSettings = {
      ...({
        host: 'mail.x.example',
        port: 587,
        security: 'starttls',
        userName: 'ø',
        password: 'mail-1',
      } as const),
      ...{ senderName: 'Ø', senderAddress: 'a@x.example', replyTo: '', perMinute: null, changedAt: 5 },
    }
    const all = [await read()]
    await transaction('first', async (tx) => {
      await tx.mail.writeSettings(settings)
      await tx.mail.dropUnusedSecrets('mail-')
      for (const place of places) await tx.mail.writeTemplate(place, { subject: 'S', text: '%Code%' }, 6)
      await tx.mail.keepTemplateChange({
        operationId: 1,
        ...places[0],
        before: null,
        after: '{"subject":"S"}',
      })
    })
    all.push(await read())
    await transaction('second', async (tx) => {
      await tx.mail.writeSettings({ ...settings, port: 25, password: null, perMinute: 30, changedAt: 7 })
      await tx.mail.dropUnusedSecrets('mail-')
      await tx.mail.writeTemplate(places[0], { subject: 'Other', text: 'Å' }, 8)
      await tx.mail.writeTemplate(places[1], null, 8)
      await tx.mail.keepTemplateChange({
        operationId: 2,
        ...places[0],
        before: '{"subject":"S"}',
        after: null,
      })
    })
    return [...all, await read()]
  })
  const expected = answers.get('SQLite')
  expect(expected).toHaveLength(3)
  for (const [engine, answer] of answers) expect(answer, engine).toEqual(expected)
})
