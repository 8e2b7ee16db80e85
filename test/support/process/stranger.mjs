// Run as another user of the machine: node stranger.mjs ORIGIN FOLDER
// Collects what that user can read (the arguments of every program, the files of the data folder), tries all of it on the
// host at ORIGIN, and prints what was seen and what opened something.
import { readdir, readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'

const [origin, folder] = process.argv.slice(2)

/** The status of an answer, or 0 without one. Not by fetch, which says that it is no tab of a browser. */
const statusOf = (address, headers) =>
  new Promise((resolve) => {
    const asked = request(address, { headers, timeout: 5000 }, (response) => {
      resolve(response.statusCode)
      asked.destroy()
    })
    asked.on('error', () => resolve(0))
    asked.end()
  })
const isOpen = async (address, headers) => {
  const status = await statusOf(address, headers)
  return status > 0 && status < 400
}
const quietly = (work) => work().catch(() => null)

async function argumentsOfAll() {
  const seen = new Set()
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue
    const line = await quietly(() => readFile(`/proc/${pid}/cmdline`, 'utf8'))
    for (const argument of line?.split('\0') ?? []) if (argument !== '') seen.add(argument)
  }
  return [...seen]
}

async function filesUnder(path) {
  const entries = (await quietly(() => readdir(path, { withFileTypes: true }))) ?? []
  const found = []
  for (const entry of entries)
    found.push(...(entry.isDirectory() ? await filesUnder(join(path, entry.name)) : [join(path, entry.name)]))
  return found
}

const seen = await argumentsOfAll()
const paths = [...seen.filter((one) => one.startsWith('/')), ...(await filesUnder(folder))]
const texts = [...seen]
for (const path of paths) {
  const content = await quietly(() => readFile(path, 'latin1'))
  if (content !== null && content.length < 10_000_000) texts.push(content)
}
const all = texts.join('\n')
const addresses = new Set(all.match(/http:\/\/127\.0\.0\.1:\d+\/[\w?=&%./-]+/g) ?? [])
const secrets = new Set(all.match(/(?<![\w-])[\w-]{43}(?![\w-])/g) ?? [])
const cookieName = `ecommerce-admin-${new URL(origin).port}`

const opened = []
for (const address of addresses)
  if (address.startsWith(origin) && (await isOpen(address, { Accept: 'text/html' }))) opened.push(address)
for (const secret of ['', ...secrets])
  for (const headers of [
    { Authorization: `Bearer ${secret}` },
    { Cookie: `${cookieName}=${secret}`, 'Session-Secret': secret, Origin: origin },
  ])
    for (const path of ['/api/contract', '/api/session', '/'])
      if (await isOpen(origin + path, headers)) opened.push(`${path} with ${secret}`)

process.stdout.write(JSON.stringify({ user: process.getuid(), seen, opened }))
