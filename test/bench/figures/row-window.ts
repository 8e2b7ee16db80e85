import type { Figure } from '../figure.ts'
import { openBackend, openEverything, siteWith } from '../bench-site.ts'
import { median, timed } from '../measure.ts'

const WINDOW = 100
const JUMPS = 300

/** A hundred rows anywhere in a large report against the same in a small one. */
export const rowWindowFigure: Figure = {
  figure: 'a window of 100 rows anywhere in 1,000,000 / in 10,000',
  unit: 'ratio',
  limit: 2,
  measure: async () => await windowRatio(await siteWith(1_000_000), await siteWith(10_000)),
}

/** How much longer a window takes in the site of the first folder than in that of the second. */
export async function windowRatio(largeFolder: string, smallFolder: string): Promise<number> {
  const large = await openBackend(largeFolder)
  const small = await openBackend(smallFolder)
  const jumps = [await jumper(large), await jumper(small)] as const
  const took: [number[], number[]] = [[], []]
  for (let i = 0; i < JUMPS; i += 1)
    for (const which of [0, 1] as const) took[which].push(await jumps[which](i))
  await large.backend.close()
  await small.backend.close()
  return median(took[0]) / median(took[1])
}

async function jumper(backend: Awaited<ReturnType<typeof openBackend>>) {
  const { resultSet, count } = await openEverything(backend)
  // Steps by a number that shares no factor with the count land everywhere, and in the same order each run.
  return (i: number) =>
    timed(async () => {
      const offset = (i * 618_033 + 7919) % (count - WINDOW)
      const { rows } = await backend.api.report.rows({ resultSet, offset, limit: WINDOW })
      if (rows.length !== WINDOW || rows.includes(null)) throw new Error('rows are missing')
    })
}
