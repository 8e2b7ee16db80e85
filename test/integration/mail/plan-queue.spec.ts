import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addressKey } from '#shared/domain/email-address.ts'
import { FIRST_MESSAGES } from '#shared/contract/mail.ts'
import { seeded } from '#backend/app/sample/seeded.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { editCells, newAddress } from '../../support/mail/edit-codes.ts'
import { nameMerchant } from '../../support/mail/mail-site.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await startTestBackend()
  await nameMerchant(backend)
})
afterEach(() => backend.stop())

const ADDRESSES = ['kari@x.example', 'øde@x.example', 'ola@x.example', 'ida@x.example']
/** The same recipients, spelt otherwise; the last one’s Å is two characters. */
const SPELLINGS = ['Kari@X.example', 'ØDE@x.example', 'OLA@x.example', 'A\u030asa@x.example', 'åsa@x.example']

async function makeBatch(): Promise<void> {
  const path = join(backend.folder, 'recipients.csv')
  await writeFile(path, ADDRESSES.map((one) => `${one};${one.slice(0, 1)}`).join('\n'))
  const file = await backend.backend.files.registerRead(path)
  const { importId } = await backend.done(backend.api.recipients.read({ file: file.token }))
  await createCodes(backend, creationOf({ recipients: { kind: 'file', importId } }, 5))
}

it.each([1, 2, 3])(
  'plans what queueing then does, whatever is picked and however spelt (%i)',
  async (seed) => {
    const { below } = seeded(seed)
    await makeBatch()
    await makeBatch()
    await editCells(
      backend,
      (await allRows(backend)).flatMap(({ id }) => {
        const spelling = SPELLINGS[below(2 * SPELLINGS.length)]
        return spelling ? [newAddress(id, spelling)] : []
      }),
    )
    const { resultSet, count } = await pickAll(backend)
    const deleted = { resultSet, ranges: [[3, 3 + below(10)] as [number, number]] }
    const { change } = await backend.api.promo.planDelete({ picked: deleted })
    if (change > 0) await backend.done(backend.api.promo.delete({ picked: deleted, expect: change }))

    for (let step = 0; step < 8; step += 1) {
      const from = below(count)
      const ranges = step === 7 ? [[0, count] as const] : [[from, from + 1 + below(count - from)] as const]
      const picked = { resultSet, ranges: ranges.map(([low, high]): [number, number] => [low, high]) }
      const plan = await backend.api.mail.planQueue({ picked, language: 'nb' })
      expect(plan.selected).toBe(ranges.reduce((sum, [low, high]) => sum + high - low, 0))
      const { messages, codes } = plan
      expect(plan.first).toHaveLength(Math.min(messages, FIRST_MESSAGES))
      const to = await Promise.all(
        plan.first.map(async ({ service, code }) => {
          const of = { kind: 'code', id: code } as const
          return (await backend.api.mail.preview({ service, language: 'nb', for: of })).to
        }),
      )
      const done = backend.done(
        backend.api.mail.queue({ picked, language: 'nb', expect: { messages, codes } }),
      )
      if (messages === 0) await expect(done).rejects.toMatchObject({ code: 'mail.nothing-to-do' })
      else {
        expect(await done).toMatchObject({ messages, codes })
        // The previews were of these messages.
        const { messages: queued } = await backend.api.mail.outbox({ offset: 0, limit: 500 })
        const keys = queued.slice(0, messages).map(({ email }) => addressKey(email))
        for (const shown of to) expect(keys).toContain(addressKey(/<(.+)>/.exec(shown)?.[1] ?? shown))
        const planned = { picked, language: 'nb', again: true } as const
        const deletion = await backend.api.promo.planDelete({ picked })
        expect(deletion.deletion?.mailed).toBe(0)
        expect((await backend.api.mail.planQueue(planned)).first).toEqual([])
      }
    }
    const left = await backend.api.mail.planQueue({
      picked: { resultSet, ranges: [[0, count]] },
      language: 'nb',
    })
    expect(left).toMatchObject({ selected: count, messages: 0, codes: 0 })
    expect(left.skipped.reduce((sum, one) => sum + one.count, 0)).toBe(count)
    for (const { count: codes, examples } of left.skipped) expect(examples).toHaveLength(Math.min(codes, 10))
  },
)

it('says of codes to delete how many a message has brought', async () => {
  await makeBatch()
  const { resultSet, count } = await pickAll(backend)
  const some = { resultSet, ranges: [[0, 7]] as [number, number][] }
  const { messages, codes } = await backend.api.mail.planQueue({ picked: some, language: 'nb' })
  await backend.done(backend.api.mail.queue({ picked: some, language: 'nb', expect: { messages, codes } }))
  const everything = { resultSet, ranges: [[0, count]] as [number, number][] }
  const mailed = async (picked: typeof some) =>
    (await backend.api.promo.planDelete({ picked })).deletion?.mailed
  expect(await mailed(everything)).toBe(0)
  const { messages: queued } = await backend.api.mail.outbox({ offset: 0, limit: 10 })
  const [first] = queued
  if (!first) throw new Error('nothing was queued')
  await backend.api.mail.markSent({ which: { kind: 'ids', ids: [first.id] } })
  expect(await mailed(everything)).toBe(first.codes)
  // Of picked ones that are no neighbours, those alone.
  const rows = await allRows(backend)
  const at = rows.findIndex(({ email }) => email === first.email)
  const apart = rows.findLastIndex(({ email }) => email !== first.email)
  const two = [at, apart].toSorted((a, b) => a - b).map((row): [number, number] => [row, row + 1])
  expect(await mailed({ resultSet, ranges: two })).toBe(1)
})
