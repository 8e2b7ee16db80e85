import { cp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createPackage } from '@electron/asar'
import { flipFuses } from '@electron/fuses'
import { fuseConfig } from '../../../build/packaging/fuses.ts'
import { testElectron } from './electron-driver.ts'

/** Packages the application in `project` as a release is: in an archive, beside an Electron with the release's fuses. Answers with its program. */
export async function packageElectron(project: string, folder: string): Promise<string> {
  const source = dirname(testElectron())
  await cp(source, folder, { recursive: true })
  await rm(join(folder, 'resources'), { recursive: true })
  await createPackage(project, join(folder, 'resources/app.asar'))
  const executable = join(folder, 'electron')
  await flipFuses(executable, fuseConfig())
  return executable
}
