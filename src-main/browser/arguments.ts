import { parseArgs } from 'node:util'

export interface BrowserArguments {
  data: string | undefined
  /** The folder for backups from now on; the page cannot choose one. */
  backups: string | undefined
  port: number
}

/** The usual port: the same at every start, so that the browser keeps the page's preferences. */
export const USUAL_PORT = 4780

/** @throws Error with a sentence for the person */
export function readPort(text: string | undefined): number {
  if (text === undefined) return USUAL_PORT
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new Error(`--port takes a number from 0 to 65535, not “${text}”.`)
  return port
}

/** What the browser host was asked. @throws Error with a sentence for the person */
export function readArguments(args: readonly string[]): BrowserArguments {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, backups: { type: 'string' }, port: { type: 'string' } },
  })
  return { data: values.data, backups: values.backups, port: readPort(values.port) }
}
