import { parseArgs } from 'node:util'
import { readDataArgument } from '../hosts/start-texts.ts'

export interface DesktopArguments {
  data: string | undefined
}

/**
 * What was asked of the desktop app; Chromium's and Electron's own switches are left to them.
 * @throws Error with a sentence for the person
 */
export function readArguments(argv: readonly string[]): DesktopArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: { data: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  })
  return { data: readDataArgument(values.data) }
}
