import { NOTHING_FOUND } from '#shared/domain/person-kinds.ts'
import type { PersonFound } from '#shared/contract/privacy.ts'
import { instant } from './site.ts'

export const KARI = { address: 'kari.vold@example.com', names: ['Kari Vold'], codes: 12, messages: 3 }
export const HITS = [
  KARI,
  { address: 'post@voldsund.example', names: ['Voldsund Kurs AS', 'Voldsund'], codes: 1, messages: 0 },
  {
    address: 'ingeborg.voldmo-hansen.pettersen@nordnorskesenterforetterutdanning.example',
    names: ['Ingeborg Voldmo-Hansen Pettersen'],
    codes: 0,
    messages: 1,
  },
]
export const PERSON = { addresses: [KARI.address], names: [] }

const entry = { number: null, code: '', name: '', address: '', state: '' }
export const FOUND: PersonFound = {
  addresses: [KARI.address, 'Kari.Vold@example.com'],
  names: ['Kari Vold', 'Kari Vold Berg'],
  shared: [],
  counts: { ...NOTHING_FOUND, code: 2, message: 1, operation: 1, draft: 1 },
  total: 5,
  entries: [
    {
      ...entry,
      kind: 'code',
      at: instant('2026-01-14T09:31:00Z'),
      code: 'VAAR-7K2M-9QXR',
      name: 'Kari Vold',
      address: KARI.address,
      facts: [
        { fact: 'expires', value: '2026-12-31' },
        { fact: 'used', value: '0 / 1' },
      ],
    },
    {
      ...entry,
      kind: 'code',
      at: instant('2026-01-14T09:31:00Z'),
      code: 'VAAR-3HTP-8WYN',
      name: 'Kari Vold',
      address: KARI.address,
      facts: [{ fact: 'expires', value: '2026-12-31' }],
    },
    {
      ...entry,
      kind: 'message',
      at: instant('2026-01-15T12:02:00Z'),
      number: 31,
      name: 'Kari Vold',
      address: KARI.address,
      state: 'sent',
      facts: [
        { fact: 'subject', value: 'Kampanjekode fra Vestlia Kurs' },
        {
          fact: 'text',
          value: 'Hei Kari Vold,\n\nHer er kampanjekoden din til arrangementer hos Vestlia Kurs',
        },
      ],
    },
    {
      ...entry,
      kind: 'operation',
      at: instant('2026-02-02T08:00:00Z'),
      number: 17,
      state: 'edit-codes',
      facts: [{ fact: 'details', value: '{"kind":"edit-codes","cells":1}' }],
    },
    {
      ...entry,
      kind: 'draft',
      at: null,
      state: 'find-list',
      facts: [{ fact: 'content', value: KARI.address }],
    },
  ],
  own: [],
  waiting: 0,
  underWay: { messages: 0, payments: 0 },
}
export const FOUND_WITH_MORE: PersonFound = {
  ...FOUND,
  shared: ['Kari Vold'],
  own: ['mail-server', 'commerce'],
  waiting: 2,
  total: 1460,
}
export const NOTHING: PersonFound = {
  ...FOUND,
  addresses: [],
  names: [],
  counts: NOTHING_FOUND,
  total: 0,
  entries: [],
}
export const DUE = { months: 24, before: '2024-03-12', persons: 38, codes: 112 }
