import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Certificate {
  readonly key: string
  readonly cert: string
}

/** Certificates made by openssl for each run, all from one issuer that only the tests know. */
export async function makeCertificates() {
  const folder = await mkdtemp(join(tmpdir(), 'ecommerce-admin-certificates-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder })
  const read = async (name: string): Promise<Certificate> => ({
    key: await readFile(at(`${name}.key`), 'utf8'),
    cert: await readFile(at(`${name}.crt`), 'utf8'),
  })
  const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  await openssl(
    'req',
    '-x509',
    ...EC,
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-subj',
    '/CN=Test issuer',
    '-days',
    '30',
  )
  const issued = async (name: string, alternative: string, days = '30'): Promise<Certificate> => {
    await openssl(
      'req',
      ...EC,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=${name}`,
      '-addext',
      `subjectAltName=${alternative}`,
    )
    await openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.crt',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      `${name}.crt`,
      '-days',
      days,
      '-copy_extensions',
      'copy',
    )
    return await read(name)
  }
  try {
    const good = await issued('good', 'IP:127.0.0.1')
    const otherName = await issued('other', 'DNS:mail.example.com')
    // Valid until yesterday.
    const expired = await issued('expired', 'IP:127.0.0.1', '-1')
    await openssl(
      'req',
      '-x509',
      ...EC,
      '-keyout',
      'self.key',
      '-out',
      'self.crt',
      '-subj',
      '/CN=self',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-days',
      '30',
    )
    return {
      issuer: await readFile(at('ca.crt'), 'utf8'),
      good,
      otherName,
      expired,
      selfSigned: await read('self'),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
