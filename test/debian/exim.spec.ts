import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { until } from '../support/condition.ts'
import { codesFor, loopbackSettings, nameMerchant, queueAll, untilCounts } from '../support/mail/mail-site.ts'
import { type Exim, startExim } from '../support/mail/exim.ts'
import { parseWithPython } from '../support/mail/parse-mail.ts'
import { createCodes, creationOf } from '../support/creations.ts'
import { startTestBackend, type TestBackend } from '../support/test-backend.ts'

const RECIPIENTS = 500

let exim: Exim
let backend: TestBackend
beforeAll(async () => {
  exim = await startExim()
  backend = await startTestBackend()
})
afterAll(async () => {
  await backend.stop()
  await exim.stop()
})

const AWKWARD = [
  { name: 'Øystein Åsheim', email: 'oystein@example.com' },
  { name: 'محمد عبد الله', email: 'mohammed@example.com' },
  { name: 'Kari 🎉', email: 'jörg@example.com' },
  { name: 'Ukjent', email: 'ukjent@example.com' },
]

it(`delivers ${RECIPIENTS} messages through a server of Debian’s, and says what it refused`, async () => {
  await nameMerchant(backend)
  const file = join(backend.folder, 'recipients.csv')
  const lines = Array.from({ length: RECIPIENTS }, (_, i) => `mottaker${i}@example.com,Mottaker nr. ${i}`)
  await writeFile(file, `email,name\n${lines.join('\n')}\n`)
  const { token } = await backend.backend.files.registerRead(file)
  const { importId } = await backend.done(backend.api.recipients.read({ file: token }))
  await createCodes(backend, creationOf({ recipients: { kind: 'file', importId } }))
  await codesFor(backend, AWKWARD, {}, 2)
  await queueAll(backend)
  await backend.api.mail.saveSettings(loopbackSettings(exim.port))
  await until('the server listens', async () => {
    const { host, port, security, userName } = loopbackSettings(exim.port)
    return (await backend.done(backend.api.mail.check({ host, port, security, userName }))).good
  })
  await backend.api.mail.resume({})
  await untilCounts(backend, 'all is over', ({ queued, sending }) => queued + sending === 0, 60_000)
  const good = RECIPIENTS + AWKWARD.length - 1
  expect((await backend.api.mail.status({})).counts).toMatchObject({ sent: good, failed: 1, uncertain: 0 })

  await until('all is delivered', async () => (await exim.delivered()).length >= good, 60_000)
  const mails = await parseWithPython(await exim.delivered())
  expect(new Set(mails.map(({ to }) => to.address)).size).toBe(good)
  expect(mails).toHaveLength(good)
  for (const { name, email } of AWKWARD.slice(0, 3)) {
    const mail = mails.find(({ to }) => to.address === email)
    expect(mail?.to.name).toBe(name)
    expect(mail?.text).toContain(`Hei ${name},`)
  }
  const { messages } = await backend.api.mail.outbox({ states: ['failed'], offset: 0, limit: 10 })
  expect(messages).toMatchObject([
    { email: 'ukjent@example.com', problem: 'recipient-refused', answer: '550 Nobody of that name here' },
  ])
})
