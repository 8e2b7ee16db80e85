import { parseArgs } from 'node:util'
import { checkPort } from './start-arguments.ts'

export interface DevArguments {
  browser: boolean
  open: boolean
  help: boolean
  port: string | undefined
  data: string | undefined
  /** Ports of debuggers: of the backend, of the host's own process, of Electron's window. */
  inspect: string | undefined
  inspectHost: string | undefined
  inspectWindow: string | undefined
}

export const devUsage = `npm run dev                    opens the desktop app from source, and follows what is edited
npm run dev -- --browser       serves it to a browser on this machine, and prints the address
            --port N           on that port (usually the one that the data folder had before)
            --no-open          without opening the browser
            --data FOLDER      with the data in that folder (usually the application's own with -dev behind it)
            --inspect[=N]      with a debugger of the backend on port N (9229)
            --inspect-host[=N] with a debugger of the host on port N (9230)
            --inspect-window[=N] with a debugger of Electron's window on port N (9222)
            --help             this text`

const DEBUGGERS = { inspect: '9229', 'inspect-host': '9230', 'inspect-window': '9222' } as const

/** What was asked of `npm run dev`. @throws Error with a plain sentence */
export function readDevArguments(args: readonly string[]): DevArguments {
  const usual = (argument: string) =>
    Object.entries(DEBUGGERS).find(([name]) => argument === `--${name}`)?.[1]
  const { values } = parseArgs({
    args: args.map((argument) =>
      usual(argument) === undefined ? argument : `${argument}=${usual(argument)}`,
    ),
    options: {
      browser: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      port: { type: 'string' },
      data: { type: 'string' },
      inspect: { type: 'string' },
      'inspect-host': { type: 'string' },
      'inspect-window': { type: 'string' },
    },
  })
  for (const name of ['port', 'inspect', 'inspect-host', 'inspect-window'] as const)
    checkPort(name, values[name])
  if (values.data === '') throw new Error('--data takes a folder.')
  return {
    browser: values.browser || values.port !== undefined,
    open: !values['no-open'],
    help: values.help,
    port: values.port,
    data: values.data,
    inspect: values.inspect,
    inspectHost: values['inspect-host'],
    inspectWindow: values['inspect-window'],
  }
}
