// Reads a recipient file, creates two codes for each recipient, and saves the report of them as .csv.
// node docs/create-codes.mjs ADDRESS RECIPIENTS TARGET
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'

const [address, recipients, target] = process.argv.slice(2)
const { origin, searchParams } = new URL(address)
const headers = { Authorization: `Bearer ${searchParams.get('token')}`, 'Content-Type': 'application/json' }

/** One method of the contract: what it gives, or its error. */
async function call(method, input = {}) {
  const body = JSON.stringify({ method, input })
  const response = await fetch(`${origin}/api/call`, { method: 'POST', headers, body })
  const { ok, output, error } = await response.json()
  if (!ok) throw new Error(`${error.code}: ${error.message}`)
  return output
}

/** A job: starts it, waits for its end. */
async function run(method, input) {
  const end = await call('jobs.wait', await call(method, input))
  if (end.state === 'failed') throw new Error(`${end.error.code}: ${end.error.message}`)
  return end.output
}

/** A token for a file: to be read (with its bytes) or to be written. */
async function file(name, body) {
  const query = new URLSearchParams({ name, ...(body ? {} : { for: 'writing' }) })
  const response = await fetch(`${origin}/api/files?${query}`, { method: 'POST', headers, body })
  return (await response.json()).output.token
}

const upload = await file(basename(recipients), await readFile(recipients))
const { importId, counts } = await run('recipients.read', { file: upload })
const creation = {
  service: 'events',
  appliesTo: 'everything',
  recipients: { kind: 'file', importId },
  codeType: { kind: 'generated', perRecipient: 2, length: 10 },
  usage: { kind: 'once' },
  discount: { kind: 'percent', hundredths: 2500 },
  expires: `${new Date().getFullYear() + 1}-12-31`,
  batchName: 'From a script',
}
const { codes } = await call('promo.plan', creation)
const { batchIds } = await run('promo.create', { creation, expect: { codes } })

const { resultSet, count } = await call('report.open', { filter: { batch: batchIds[0] }, order: [] })
const token = await file(basename(target))
const picked = { resultSet, ranges: [[0, count]] }
const columns = ['code', 'recipient', 'email', 'discount', 'expires', 'status']
await run('report.export', { picked, columns, target: token, format: 'csv', language: 'en' })
const download = await fetch(`${origin}/api/files/${token}`, { headers })
await writeFile(target, Buffer.from(await download.arrayBuffer()))
console.log(`${codes} codes for ${counts.good} recipients, ${counts.bad} rows left out; ${target}`)
