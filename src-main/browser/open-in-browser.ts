import { spawn } from 'node:child_process'
import { withUsualMask } from '#backend/kernel/files/private-files.ts'

/** Opens a file in the person's own browser, if there is one. Other users see what is given here. */
export function openInBrowser(path: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', path]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', path]
        : ['xdg-open', path]
  withUsualMask(() => spawn(command ?? '', args, { stdio: 'ignore', detached: true }))
    .on('error', () => undefined)
    .unref()
}
