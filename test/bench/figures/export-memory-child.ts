import { once } from 'node:events'
import { join } from 'node:path'
import { openBackend, openEverything } from '../bench-site.ts'
import { COLUMNS } from './export-cells.ts'

/** Opens the site and the report, says so, exports when asked to, and says so again. */
const [, , source = '', folder = '', kind = ''] = process.argv
const format = kind === 'xlsx' ? 'xlsx' : 'csv'
const backend = await openBackend(source)
const { all } = await openEverything(backend)
process.send?.('idle')
await once(process, 'message')
const { token } = backend.backend.files.registerWrite(join(folder, `million.${format}`))
await backend.done(
  backend.api.report.export({
    picked: all,
    columns: COLUMNS,
    target: token,
    format,
    language: 'nb',
  }),
)
process.send?.('done')
