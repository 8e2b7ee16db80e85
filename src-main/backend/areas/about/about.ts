import { arch, platform, release } from 'node:os'
import { join } from 'node:path'
import type { Handlers } from '#shared/contract/index.ts'
import { APP_VERSION } from '#backend/kernel/app-version.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import { problemReport } from './problem-report.ts'

export interface AboutDependencies {
  readonly dataFolder: string
  readonly files: FileRegistry
  readonly clock: Clock
  /** Shows a file or a folder in the file manager; false where the host has none. */
  readonly showFile?: ((path: string) => Promise<boolean>) | undefined
}

/** The program itself: where its files are, and what to send to whoever helps. */
export function createAbout({
  dataFolder,
  files,
  clock,
  showFile,
}: AboutDependencies): Handlers<JobContext>['about'] {
  const logFolder = join(dataFolder, 'logs')
  const places = { data: dataFolder, log: join(logFolder, 'backend.log') } as const
  const machine = {
    program: APP_VERSION,
    versions: process.versions,
    platform: platform(),
    arch: arch(),
    release: release(),
  }
  return {
    show: async ({ place }) => ({ shown: (await showFile?.(places[place])) ?? false }),
    report: async ({ window }) => ({
      text: await problemReport(machine, window, logFolder, new Date(clock.now())),
    }),
    async saveReport({ file, text }) {
      const { path, name } = files.writing(file)
      const { bytes } = await writeSafely(path, name, (to) => to.writeFile(text))
      return { bytes }
    },
  }
}
