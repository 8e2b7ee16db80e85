import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inferSchema, initParser } from 'udsv'
import type { Figure } from '../figure.ts'
import { openBackend, scratchFolder } from '../bench-site.ts'
import { ratioOf, timed } from '../measure.ts'

const ROWS = 100_000
const HEADINGS = 'Navn;E-post;Firma;Telefon;Sted;Kurs;Dato;Beløp;Plass;Referanse'

/** A list as an event system exports it: two columns are the recipients, the others are not looked for. */
function recipientFile(): string {
  const towns = ['Tromsø', 'Ålesund', 'Bergen', 'Hamar', 'Mo i Rana']
  const line = (i: number) =>
    [
      `Kari Nordmann ${i}`,
      `kari.nordmann${i}@kurs.example`,
      `"Fjordkurs; avdeling ${i % 40}"`,
      `+47 ${20_000_000 + i}`,
      towns[i % towns.length],
      `Vårkurs ${i % 12}`,
      `${1 + (i % 28)}.${1 + (i % 12)}.2026`,
      `${i % 900},50`,
      `${String.fromCharCode(65 + (i % 26))}${i % 30}`,
      `REF-${i * 7919}`,
    ].join(';')
  return [HEADINGS, ...Array.from({ length: ROWS }, (_, i) => line(i))].join('\r\n')
}

/** Reading recipients, every address checked, against the fastest parser, which only takes the file apart. */
export const importFigure: Figure = {
  figure: 'import 100,000 rows of .csv / uDSV parsing the same file',
  unit: 'ratio',
  limit: 2,
  async measure() {
    const folder = await scratchFolder()
    const path = join(folder, 'recipients.csv')
    await writeFile(path, recipientFile())
    const backend = await openBackend(folder)
    await backend.api.site.update({ recipientLimit: ROWS })
    const ours = () =>
      timed(async () => {
        const { token } = await backend.backend.files.registerRead(path)
        const { counts } = await backend.done(backend.api.recipients.read({ file: token }))
        if (counts.good !== ROWS) throw new Error(`${counts.good} recipients were read`)
      })
    const parser = () =>
      timed(async () => {
        const text = await readFile(path, 'utf8')
        const rows = initParser(inferSchema(text)).stringArrs(text)
        if (rows.length !== ROWS) throw new Error(`${rows.length} rows were parsed`)
      })
    const ratio = await ratioOf(ours, parser, 9, 4)
    await backend.backend.close()
    return ratio
  },
}
