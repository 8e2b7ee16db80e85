import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiErrorSchema } from '#shared/contract/error-codes.ts'
import { importSchema } from '#shared/contract/recipients.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { type Damage, damaged, damageWithin } from '../../support/fuzz/damages.ts'
import { fuzz, type Outcome } from '../../support/fuzz/fuzz.ts'
import { awkwardText } from '../../support/fuzz/values.ts'
import { recipientsArea } from '../../support/recipients-area.ts'

const ENCODINGS = ['utf8', 'utf16le', 'latin1'] as const

/** A made-up list of people as text, in the forms that programs save it in. */
interface TextFile {
  readonly kind: 'text'
  readonly rows: readonly (readonly string[])[]
  readonly delimiter: string
  readonly ending: string
  readonly quote: 'never' | 'always' | 'open'
  readonly mark: boolean
  readonly encoding: (typeof ENCODINGS)[number]
}

/** A workbook as another program saved it. */
interface Workbook {
  readonly kind: 'workbook'
  readonly name: string
}

interface Case {
  readonly extension: string
  readonly content: TextFile | Workbook
  readonly damages: readonly Damage[]
}

const WORKBOOKS = ['name-first-240.ods', 'name-first-240.xls', '1000-recipients.xlsx'] as const
const EXTENSIONS = ['csv', 'txt', 'tsv', 'xlsx', 'xls', 'ods', 'slk', 'html', '']

const address = fc
  .tuple(fc.constantFrom('kari', 'ola.nordmann', 'øystein', 'a+b', ''), fc.nat(99))
  .map(([name, at]) => `${name}${at}@example.com`)
const cell = fc.oneof(
  { weight: 5, arbitrary: address },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'Kari Nordmann',
      'Nordmann, Kari',
      'Åse "Øst"',
      '=1+1',
      '@SUM(1)',
      '#N/A',
      '',
      ' ',
    ),
  },
  { weight: 1, arbitrary: awkwardText },
  { weight: 1, arbitrary: fc.tuple(address, address).map((two) => two.join('; ')) },
)
const heading = fc.constantFrom('E-post', 'Navn', 'email', 'name', 'Company', 'Adresse', '', 'E-mail 2')

const textFile: fc.Arbitrary<TextFile> = fc.record({
  kind: fc.constant('text' as const),
  rows: fc
    .tuple(fc.array(heading, { maxLength: 5 }), fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 30 }))
    .map(([first, rest]) => [first, ...rest]),
  delimiter: fc.constantFrom(';', ',', '\t', '|', ' ', ''),
  ending: fc.constantFrom('\r\n', '\n', '\r', '\r\r\n', '\u2028'),
  quote: fc.constantFrom('never' as const, 'always' as const, 'open' as const),
  mark: fc.boolean(),
  encoding: fc.constantFrom(...ENCODINGS),
})

const anyCase: fc.Arbitrary<Case> = fc.record({
  extension: fc.constantFrom(...EXTENSIONS),
  content: fc.oneof<fc.MaybeWeightedArbitrary<Case['content']>[]>(
    { weight: 5, arbitrary: textFile },
    // Each is read by a process of its own.
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('workbook' as const), name: fc.constantFrom(...WORKBOOKS) }),
    },
  ),
  damages: fc.array(damageWithin(30_000), { maxLength: 3 }),
})

function textOf({ rows, delimiter, ending, quote, mark, encoding }: TextFile): Buffer {
  const quoted = (text: string) =>
    quote === 'never' ? text : quote === 'open' ? `"${text}` : `"${text.replaceAll('"', '""')}"`
  const text = rows.map((row) => row.map(quoted).join(delimiter)).join(ending)
  return Buffer.from(`${mark ? '\ufeff' : ''}${text}`, encoding)
}

let folder: string
let workbooks: ReadonlyMap<string, Buffer>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fuzz-'))
  const read = async (name: string) =>
    [name, await readFile(new URL(`../../fixtures/recipients/${name}`, import.meta.url))] as const
  workbooks = new Map(await Promise.all(WORKBOOKS.map(read)))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function bytesOf({ content, damages }: Case): Buffer {
  const whole = content.kind === 'text' ? textOf(content) : (workbooks.get(content.name) ?? Buffer.alloc(0))
  return damages.reduce(damaged, whole)
}

/** What the list says of itself has to fit what it gives. */
async function look(
  area: ReturnType<typeof recipientsArea>['area'],
  result: unknown,
): Promise<string | null> {
  const parsed = importSchema.safeParse(result)
  if (!parsed.success) return 'what was read has another shape than the contract’s'
  const { importId, counts } = parsed.data
  const { rows } = await area.handlers.rows({ importId, tab: 'good', offset: 0, limit: 1000 })
  if (rows.length !== Math.min(1000, counts.good)) return 'there are other rows than are counted'
  return rows.every(({ email }) => /^[^\s@]+@[^\s@]+$/.test(email)) ? null : 'a good row has no address'
}

it(
  'reads each file, or says what is the matter with it',
  async () => {
    let made = 0
    const { kinds } = await fuzz<Case>({
      name: 'recipient files',
      cases: campaignSize({ small: 125, full: 10_000 }),
      perSession: 2000,
      arbitrary: anyCase,
      show: (one) => `${JSON.stringify(one).slice(0, 2000)} ${bytesOf(one).length} bytes`,
      async open() {
        const { area, log, read } = recipientsArea()
        async function run(one: Case): Promise<Outcome> {
          const path = join(folder, `${(made += 1) % 8}${one.extension === '' ? '' : `.${one.extension}`}`)
          await writeFile(path, bytesOf(one))
          const asked = performance.now()
          // A workbook's process takes its time to start.
          const ms = () => (one.content.kind === 'workbook' ? 0 : performance.now() - asked)
          try {
            const result = await read(path)
            return { ms: ms(), fault: await look(area, result), kind: 'read' }
          } catch (error) {
            if (!isRefusal(error)) {
              const { name, stack = '' } = error as Error
              return { ms: ms(), fault: `${name} ${stack.split('\n')[1]?.trim() ?? ''}` }
            }
            const { code, message, details } = error
            const fits = apiErrorSchema.safeParse({ code, message, details }).success
            return { ms: ms(), kind: code, fault: fits && code !== 'internal' ? null : `refused as ${code}` }
          }
        }
        return {
          run,
          async close() {
            await area.close()
            const bad = log.lines.find(({ level }) => level === 'error')
            return bad ? JSON.stringify(bad) : null
          },
        }
      },
    })
    for (const kind of ['read', 'file.damaged', 'file.no-addresses', 'file.wrong-type'])
      expect([...kinds.keys()]).toContain(kind)
  },
  CAMPAIGN_TIMEOUT_MS,
)
