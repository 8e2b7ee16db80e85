import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve, sep } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPageFile, within } from '../../../src-main/hosts/page-files.ts'

let folder: string
let page: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-'))
  page = join(folder, 'page')
  await mkdir(join(page, 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.js'), 'secret')
  await writeFile(join(page, 'index.html'), '<meta nonce="{{nonce}}"><script nonce="{{nonce}}"></script>')
  await writeFile(join(page, 'assets/a-1.js'), '1')
  await writeFile(join(page, 'assets/a.exe'), '1')
  await symlink(join(folder, 'secret.js'), join(page, 'assets/link.js'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('finds what lies inside', () => {
  expect(within('/page', '/assets/a.js')).toBe(resolve('/page/assets/a.js'))
  expect(within('/page', '/bl%C3%A5.js')).toBe(resolve('/page/blå.js'))
})

it.each([
  '/../secret.js',
  '/..%2fsecret.js',
  '/%2e%2e/secret.js',
  '/assets/..%5c..%5csecret.js',
  '/a%00.js',
  '/%',
  '/c:/windows/win.ini',
  '/',
  '/../page-other/a.js',
])('refuses %s', (path) => {
  expect(within('/page', path)).toBe(null)
})

it('never leads out, whatever is asked', () => {
  const piece = fc.constantFrom('..', '%2e%2e', '%2f', '/', '\\', '%5c', 'a', '.', '%00', '%c0%af', 'C:', '~')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const file = within('/srv/page', pieces.join(''))
      expect(file === null || file.startsWith(resolve('/srv/page') + sep)).toBe(true)
    }),
  )
})

it('gives the page a nonce of its own each time, the same in policy and document', async () => {
  const [one, other] = await Promise.all([readPageFile(page, '/'), readPageFile(page, '/')])
  const nonce = /'nonce-([^']+)'/.exec(one.headers['Content-Security-Policy'] ?? '')?.[1]
  expect(one.body.toString()).toBe(`<meta nonce="${nonce}"><script nonce="${nonce}"></script>`)
  expect(one.headers['Content-Security-Policy']).not.toBe(other.headers['Content-Security-Policy'])
  expect(one.headers['Cache-Control']).toBe('no-store')
})

it('serves hashed files for good, and nothing of an unknown kind, missing, or linked from outside', async () => {
  const file = await readPageFile(page, '/assets/a-1.js')
  expect([file.status, file.headers['Cache-Control'], file.body.toString()]).toEqual([
    200,
    'public, max-age=31536000, immutable',
    '1',
  ])
  for (const path of ['/assets/a.exe', '/assets/none.js', '/assets/link.js', '/assets'])
    expect((await readPageFile(page, path)).status, path).toBe(404)
})
