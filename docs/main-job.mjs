// The main job as a script: a recipient file in, one code for each recipient, 200 extended, 50 deleted, the report out.
// AUTHORIZATION='Bearer TOKEN' node docs/main-job.mjs ORIGIN RECIPIENTS FOLDER
//   TOKEN       the second line that `npm start -- --browser --print-token` prints: in the environment, since every user
//               of the machine can read the arguments of a program
//   ORIGIN      the beginning of the first line, without its code: http://127.0.0.1:PORT
//   RECIPIENTS  a recipient file (.txt, .csv, .xlsx, .xls, .ods)
//   FOLDER      where report.xlsx and report.csv are written
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

const [address, recipients, folder] = process.argv.slice(2)
const { AUTHORIZATION } = process.env
const isUsable = typeof URL.canParse === 'function' && URL.canParse(address) && folder !== undefined
if (!isUsable || AUTHORIZATION === undefined) {
  console.error(
    "Usage, with Node 20 or newer: AUTHORIZATION='Bearer TOKEN' node docs/main-job.mjs ORIGIN RECIPIENTS FOLDER",
  )
  process.exit(1)
}
const { origin } = new URL(address)
const headers = { Authorization: AUTHORIZATION, 'Content-Type': 'application/json' }

/** Calls a method of the contract and returns its output. */
async function call(method, input = {}) {
  const body = JSON.stringify({ method, input })
  const response = await fetch(`${origin}/api/call`, { method: 'POST', headers, body })
  const { ok, output, error } = await response.json()
  if (!ok) throw new Error(`${error.code}: ${error.message}`)
  return output
}

/** Starts a job and waits for its output. */
async function run(method, input) {
  const end = await call('jobs.wait', await call(method, input))
  if (end.state === 'failed') throw new Error(`${end.error.code}: ${end.error.message}`)
  return end.output
}

/** Uploads a file and returns its token. */
async function upload(path) {
  const query = new URLSearchParams({ name: basename(path) })
  const body = await readFile(path)
  const response = await fetch(`${origin}/api/files?${query}`, { method: 'POST', headers, body })
  return (await response.json()).output.token
}

/** Writes rows of a report into a file of this machine. */
async function save(path, picked, format) {
  const query = new URLSearchParams({ name: basename(path), for: 'writing' })
  const response = await fetch(`${origin}/api/files?${query}`, { method: 'POST', headers })
  const { token: target } = (await response.json()).output
  const columns = ['code', 'recipient', 'email', 'discount', 'used', 'expires', 'status']
  const { rows } = await run('report.export', { picked, columns, target, format, language: 'en' })
  const download = await fetch(`${origin}/api/files/${target}`, { headers })
  await writeFile(path, Buffer.from(await download.arrayBuffer()))
  return rows
}

const nextYear = new Date().getFullYear() + 1

const { importId, counts } = await run('recipients.read', { file: await upload(recipients) })
console.log(`Read      ${counts.good} recipients from ${recipients} (${counts.bad} rows rejected)`)

const creation = {
  service: 'events',
  appliesTo: 'everything',
  recipients: { kind: 'file', importId },
  codeType: { kind: 'generated', perRecipient: 1, length: 10 },
  usage: { kind: 'once' },
  discount: { kind: 'percent', hundredths: 2500 },
  expires: `${nextYear}-06-30`,
  batchName: 'From a script',
}
const { codes } = await call('promo.plan', creation)
const { batchIds } = await run('promo.create', { creation, expect: { codes } })
console.log(`Created   ${codes} codes, 25% off, valid until ${creation.expires}`)

const { resultSet, count } = await call('report.open', { filter: { batch: batchIds[0] }, order: [] })
const rows = (from, to) => ({ resultSet, ranges: [[Math.min(from, count), Math.min(to, count)]] })

const to = { kind: 'date', expires: `${nextYear}-12-31` }
const planned = await call('promo.planExtend', { picked: rows(0, 200), to })
const extended = await run('promo.extend', { picked: rows(0, 200), to, expect: planned.change })
console.log(`Extended  ${extended.changed} codes until ${to.expires}`)

const { change } = await call('promo.planDelete', { picked: rows(200, 250) })
const deleted = await run('promo.delete', { picked: rows(200, 250), expect: change })
console.log(`Deleted   ${deleted.changed} codes`)

await mkdir(folder, { recursive: true })
for (const format of ['xlsx', 'csv']) {
  const path = join(folder, `report.${format}`)
  console.log(`Exported  ${await save(path, rows(0, count), format)} rows to ${path}`)
}
