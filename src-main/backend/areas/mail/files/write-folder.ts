import { mkdir, open, readdir, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { giveUsualRights } from '#backend/kernel/files/private-files.ts'
import { unfinishedName } from '#backend/kernel/files/unfinished.ts'
import { renameOver } from '#backend/kernel/files/while-busy.ts'
import { unwritable } from '#backend/kernel/files/write-safely.ts'

export interface NamedFile {
  readonly name: string
  readonly bytes: Buffer
}

/**
 * Writes a new folder with files, whole or not at all: into a folder beside it, which then takes the name. A folder
 * that is there already is taken only where it is empty. Answers with the bytes written.
 * @throws Refusal 'file.unwritable'
 */
export async function writeFolder(
  path: string,
  name: string,
  files: AsyncIterable<NamedFile>,
): Promise<number> {
  const temporary = join(dirname(path), unfinishedName(basename(path), process.pid, 0))
  let bytes = 0
  try {
    await rm(temporary, { recursive: true, force: true })
    await mkdir(temporary)
    for await (const file of files) {
      const made = join(temporary, file.name)
      await writeNew(made, file.bytes)
      await giveUsualRights(made, { path, kind: 'file' })
      bytes += file.bytes.length
    }
    await giveUsualRights(temporary, { path, kind: 'folder' })
    await makeRoom(path)
    await renameOver(temporary, path)
    return bytes
  } catch (error) {
    throw unwritable(error, name, path)
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined)
  }
}

async function writeNew(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(bytes)
  } finally {
    await file.close()
  }
}

/** Removes an empty folder of that name; anything else stays, and makes the write fail. */
async function makeRoom(path: string): Promise<void> {
  const there = await readdir(path).catch(() => undefined)
  if (there?.length === 0) await rmdir(path)
}
