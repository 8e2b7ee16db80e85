import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The texts of the QR codes that Debian's zbar sees in a picture, in the order of the alphabet. */
export async function readQrCodes(picture: Buffer, extension: 'gif' | 'png'): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ecommerce-admin-qr-'))
  try {
    const file = join(folder, `picture.${extension}`)
    await writeFile(file, picture)
    // Ends with an error where it sees none.
    const { stdout } = await run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', file]).catch(
      (error: unknown) => error as { stdout: string },
    )
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .sort()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
