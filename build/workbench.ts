import { parseArgs } from 'node:util'
import { exitWith } from './run.ts'
import { startWorkbench } from './workbench-server.ts'

/** `npm run workbench [-- --port N]`: every component with made-up data; needs no backend and no build. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '5180' } } })
const port = Number(values.port)
if (!Number.isInteger(port) || port < 1 || port > 65_535) exitWith(`--port is not a port: ${values.port}`, 2)
try {
  const { url } = await startWorkbench(port, { live: true })
  process.stdout.write(`${url}\n`)
} catch (error) {
  exitWith((error as Error).message)
}
