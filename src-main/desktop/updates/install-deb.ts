import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { UpdateError } from './update-client.ts'

const run = promisify(execFile)

const NOT_AS_PUBLISHED = 65
/**
 * Done by root, of a copy in a folder that only root can write: while the password is asked for, any program of this
 * user could put another file in the place of the one that was looked at.
 */
const SCRIPT = `set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -- "$1" "$folder/update.deb"
echo "$2  $folder/update.deb" | sha512sum --check --status || exit ${NOT_AS_PUBLISHED}
export DEBIAN_FRONTEND=noninteractive
/usr/bin/apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=60 "$folder/update.deb"`

/**
 * Installs a package with what it needs, in one step that asks for the password once: the library would ask again, for
 * another command, when its question is dismissed. `sum` is its SHA-512 in Base64.
 * @throws UpdateError 'damaged', 'not-installed'
 */
export async function installDeb(
  path: string,
  sum: string,
  isRoot = process.getuid?.() === 0,
): Promise<void> {
  const hex = Buffer.from(sum, 'base64').toString('hex')
  const [command = '', ...args] = [
    ...(isRoot ? [] : ['pkexec', '--disable-internal-agent']),
    ...['/bin/sh', '-c', SCRIPT, 'install-update', path, hex],
  ]
  try {
    await run(command, args)
  } catch (error) {
    const { code } = error as { code?: unknown }
    throw new UpdateError(code === NOT_AS_PUBLISHED ? 'damaged' : 'not-installed')
  }
}
