import { isRefusal } from '#shared/contract/refusal.ts'
import { recipientsArea } from './recipients-area.ts'

/** Imports the file named on the command line in this process, so that its memory can be measured; prints how it ended. */
const { area, read } = recipientsArea(100_000)
try {
  const { counts } = await read(process.argv[2] ?? '')
  process.stdout.write(`read ${counts.good}\n`)
} catch (error) {
  process.stdout.write(`${isRefusal(error) ? error.code : 'failed'}\n`)
}
await area.close()
