import { parseArgs } from 'node:util'
import { readDataArgument, startTexts } from '../hosts/start-texts.ts'

export interface BrowserArguments {
  data: string | undefined
  /** The folder for backups from now on; the page cannot choose one. */
  backups: string | undefined
  /** Undefined for the one that the data folder had before, or any free one. */
  port: number | undefined
  /** Opens the person's browser. */
  open: boolean
  /** Prints what scripts send as `Authorization`, below the address. */
  printToken: boolean
}

/** @throws Error with a sentence for the person */
function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(startTexts().notAPort(text))
  return port
}

/** What the browser host was asked. @throws Error with a sentence for the person */
export function readArguments(args: readonly string[]): BrowserArguments {
  // Node's own words for this do not say what to do.
  if (args.includes('--data')) readDataArgument(args[args.indexOf('--data') + 1] ?? true)
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      backups: { type: 'string' },
      port: { type: 'string' },
      open: { type: 'boolean', default: false },
      'print-token': { type: 'boolean', default: false },
    },
  })
  const { data, backups, port, open, 'print-token': printToken } = values
  return { data: readDataArgument(data), backups, port: readPort(port), open, printToken }
}
