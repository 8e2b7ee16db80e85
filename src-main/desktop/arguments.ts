import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readDataArgument } from '../hosts/start-texts.ts'

export interface DesktopArguments {
  data: string | undefined
  /** Files to open, by their absolute paths. */
  files: readonly string[]
}

export interface Start {
  /** Without the program itself. */
  argv: readonly string[]
  /** Where it was started, which paths are relative to. */
  folder: string
  /** An application that is not packaged has its folder as the first argument. */
  isPackaged: boolean
}

/**
 * What was asked of the desktop app; Chromium's and Electron's own switches are left to them.
 * @throws Error with a sentence for the person
 */
export function readArguments({ argv, folder, isPackaged }: Start): DesktopArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { data: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  })
  const files = isPackaged ? positionals : positionals.slice(1)
  return { data: readDataArgument(values.data), files: files.flatMap((file) => pathOf(file, folder)) }
}

/** A path, or the address of a file, as desktops give it. None of anything else. */
function pathOf(argument: string, folder: string): string[] {
  if (argument === '') return []
  if (!argument.startsWith('file:')) return [isAbsolute(argument) ? argument : resolve(folder, argument)]
  try {
    const path = fileURLToPath(argument)
    return path.includes('\0') ? [] : [path]
  } catch {
    // The address of another computer's file, or none.
    return []
  }
}
