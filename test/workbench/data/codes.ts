import type { z } from 'zod'
import { type ReportRow, reportRowSchema } from '#shared/contract/report.ts'
import { ofEachText } from '#shared/domain/creation.ts'
import { LONG_NAMED_SITE } from './site.ts'

type Written = z.input<typeof reportRowSchema>

const PEOPLE = [
  'Åse Nordvik',
  'Øystein Bråten',
  'Ærlend Østby',
  'Bjørg Hæreid',
  'Håkon Løkken',
  'Sølvi Aas',
] as const

/** The `n`th code of a batch: active, unused, not sent. */
export function codeRow(n = 1, rest: Partial<Written> = {}): ReportRow {
  const recipient = PEOPLE[n % PEOPLE.length] ?? PEOPLE[0]
  return reportRowSchema.parse({
    id: n,
    code: `VESTLIA-${7300 + n}`,
    service: 'events',
    recipient,
    email: `kurs${n}@havbris.example`,
    discount: { kind: 'percent', hundredths: 2500 },
    used: 0,
    limit: 1,
    appliesTo: 'everything',
    batch: 3,
    ...ofEachText(() => ''),
    batchName: 'Vårkurs 2026',
    created: '2026-03-02T08:00:00.000Z',
    createdDay: '2026-03-02',
    validFrom: null,
    expires: '2026-06-30',
    status: 'active',
    message: null,
    ...rest,
  } satisfies Written)
}

/** A code with everything as long as it gets. */
export const LONG_CODE = codeRow(9, {
  code: 'VESTLIA-FORSTEHJELP-FOR-HELSEPERSONELL-VAREN-2026-0009',
  recipient: LONG_NAMED_SITE.name,
  email: 'etterutdanning.helsepersonell.distriktene@senter-for-etterutdanning.example',
  batchName: 'Førstehjelp for helsepersonell i distriktene, våren 2026, andre utsendelse',
  note: 'Avtalt med leverandøren av førstehjelpsutstyr, gjelder bare våren 2026, spør Nora før den forlenges',
  discount: { kind: 'amount', minor: 123_450, currency: 'USD' },
  used: 12,
  limit: null,
})

/** Rows in every status. */
export const CODES: readonly ReportRow[] = [
  codeRow(1),
  codeRow(2, { status: 'expired', expires: '2026-03-01' }),
  codeRow(3, { status: 'used-up', used: 1 }),
  codeRow(4, { status: 'deleted' }),
  codeRow(5, { expires: '2026-03-14', discount: { kind: 'amount', minor: 9000, currency: 'USD' } }),
  codeRow(6, {
    message: {
      id: 31,
      state: 'sent',
      email: 'kurs6@havbris.example',
      elsewhere: false,
      at: '2026-03-03T10:12:00.000Z',
      day: '2026-03-03',
    },
  }),
  codeRow(7, { limit: null, used: 4, service: 'training', appliesTo: 'live-sessions' }),
  LONG_CODE,
  codeRow(9, { status: 'not-yet-valid', validFrom: '2026-05-01', note: 'Avtalt med Kari på messen' }),
]
