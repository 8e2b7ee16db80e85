import { randomBytes } from 'node:crypto'
import { startTestBackend } from '../test-backend.ts'

/**
 * A backend in a process of its own that imports a file of orders until it is killed: `node importing-child.ts FOLDER FILE`.
 * It notifies its parent when the import begins, and when it has ended.
 */
const [folder = '', path = ''] = process.argv.slice(2)
const notify = (at: 'begun' | 'ended') => process.send?.({ at })

const { api, done, backend } = await startTestBackend({
  folder,
  parts: { checkOutputs: false, random: { bytes: (count) => randomBytes(count) } },
})
const { token: file } = await backend.files.registerRead(path)
const { importId, counts } = await done(api.redemptions.read({ file, language: 'en' }))
const { counted, returned } = counts
notify('begun')
await done(api.redemptions.import({ importId, expect: { counted, returned } }))
notify('ended')
