import { parseArgs } from 'node:util'

export interface StartArguments {
  browser: boolean
  open: boolean
  printToken: boolean
  help: boolean
  port: string | undefined
  data: string | undefined
  backups: string | undefined
}

export const usage = `npm start                      opens the desktop app
npm start -- --browser         serves it to a browser on this machine, and prints the address
             --port N          on that port (0: any free one; usually the one that the data folder had before)
             --no-open         without opening the browser
             --print-token     and prints what scripts send as Authorization
             --data FOLDER     with the data in that folder
             --backups FOLDER  with the backups in that folder from now on (in the desktop app: Settings)
             --help            this text`

/** What was asked of `npm start`. @throws Error with a plain sentence */
export function readStartArguments(args: readonly string[]): StartArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      browser: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      'print-token': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      port: { type: 'string' },
      data: { type: 'string' },
      backups: { type: 'string' },
    },
  })
  const { port, data, backups, 'print-token': printToken } = values
  checkPort('port', port)
  if (data === '') throw new Error('--data takes a folder.')
  if (backups === '') throw new Error('--backups takes a folder.')
  return {
    // A port or a token asks for the browser: the desktop app has none. It asks for the folder of backups in its settings.
    browser: values.browser || port !== undefined || backups !== undefined || printToken,
    open: !values['no-open'],
    printToken,
    help: values.help,
    port,
    data,
    backups,
  }
}

/** @throws Error with a plain sentence where it is given and no port */
export function checkPort(name: string, port: string | undefined): void {
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535))
    throw new Error(`--${name} takes a number from 0 to 65535, not “${port}”.`)
}

/** True where a window can be shown. */
export const hasDisplay = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean =>
  platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
