import { once } from 'node:events'
import { join } from 'node:path'
import { openBackend, openEverything } from '../bench-site.ts'

/** Opens the site and the report, says so, exports when told to, says so. */
const [, , source = '', folder = ''] = process.argv
const backend = await openBackend(source)
const { all } = await openEverything(backend)
process.send?.('idle')
await once(process, 'message')
const { token } = backend.backend.files.registerWrite(join(folder, 'million.csv'))
await backend.done(
  backend.api.report.export({
    picked: all,
    columns: [
      'code',
      'service',
      'recipient',
      'email',
      'discount',
      'used',
      'appliesTo',
      'batch',
      'created',
      'expires',
      'status',
    ],
    target: token,
    format: 'csv',
    language: 'nb',
  }),
)
process.send?.('done')
