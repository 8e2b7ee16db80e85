import { readFile, realpath } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { contentPolicy, newNonce, NONCE_PLACEHOLDER, safetyHeaders } from './content-policy.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/**
 * The file inside `folder` that an address's path names, or null when it leads anywhere else: out by `..`, by an
 * encoded slash, by a drive, a null byte, or a bad escape.
 */
export function within(folder: string, urlPath: string): string | null {
  let path: string
  try {
    path = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (path.includes('\0') || path.includes('\\') || /^\/*[a-z]:/i.test(path)) return null
  const file = resolve(folder, `.${path.startsWith('/') ? '' : '/'}${path}`)
  return file.startsWith(resolve(folder) + sep) ? file : null
}

export interface PageFile {
  status: number
  headers: Record<string, string>
  body: Buffer<ArrayBuffer>
}

const notFound = (): PageFile => ({
  status: 404,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', ...safetyHeaders },
  body: Buffer.from('Not found'),
})

/** Reads what a host serves at an address: its path and its query, as they were written. */
export type ReadPage = (path: string, search: string) => Promise<PageFile>

/** The page as it was built into `folder`: no address there has a query. */
export const builtPage =
  (folder: string): ReadPage =>
  (path) =>
    readPageFile(folder, path)

/** Serves the built page: `/` is its document, with a nonce of its own in every response. */
export async function readPageFile(folder: string, urlPath: string): Promise<PageFile> {
  const file = within(folder, urlPath === '/' ? '/index.html' : urlPath)
  const type = file && types[extname(file)]
  if (!file || !type || !(await staysInside(folder, file))) return notFound()
  try {
    const body = await readFile(file)
    return extname(file) === '.html' ? documentOf(body.toString('utf8')) : asset(body, file, folder, type)
  } catch {
    return notFound()
  }
}

/** A link inside the folder must not lead out of it either. */
async function staysInside(folder: string, file: string): Promise<boolean> {
  const [inside, real] = await Promise.all([folder, file].map((path) => realpath(path).catch(() => null)))
  return inside != null && real != null && real.startsWith(inside + sep)
}

/** The page's document, with a nonce and so a policy of its own in every response. */
export function documentOf(html: string, policy = contentPolicy): PageFile {
  const nonce = newNonce()
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy(nonce),
      'Cache-Control': 'no-store',
      ...safetyHeaders,
    },
    body: Buffer.from(html.replaceAll(NONCE_PLACEHOLDER, nonce)),
  }
}

/** Built files under `assets` carry a hash in their names, so they never change. */
function asset(body: Buffer<ArrayBuffer>, file: string, folder: string, type: string): PageFile {
  const hashed = file.startsWith(join(resolve(folder), 'assets') + sep)
  const caching = hashed ? 'public, max-age=31536000, immutable' : 'no-cache'
  return { status: 200, headers: { 'Content-Type': type, 'Cache-Control': caching, ...safetyHeaders }, body }
}
