import { parseArgs } from 'node:util'

export interface DesktopArguments {
  data: string | undefined
}

/** What was asked of the desktop app; Chromium's and Electron's own switches are left to them. */
export function readArguments(argv: readonly string[]): DesktopArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: { data: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  })
  return { data: typeof values.data === 'string' ? values.data : undefined }
}
