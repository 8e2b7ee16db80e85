import { describe, expect, it } from 'vitest'
import type { OperationDetails } from '#shared/contract/operations.ts'
import { operationRows } from '../../../../src-renderer/components/operations/operation-rows.ts'
import { operationSentence } from '#shared/wording/operations/operation-sentence.ts'
import { translatorOf } from '../translator.ts'

const ALL_DETAILS: [OperationDetails, string, string][] = [
  [
    { kind: 'save-template', service: 'events', language: 'nb', isDefault: false },
    'Malen for Webex Events på norsk endret',
    'Template of Webex Events in Norwegian changed',
  ],
  [
    { kind: 'save-template', service: 'training', language: 'en', isDefault: true },
    'Standardmalen for Webex Training på engelsk tatt i bruk',
    'Default template of Webex Training in English restored',
  ],
  [
    { kind: 'queue-messages', messages: 1, codes: 3 },
    '1 melding lagt i utboksen',
    '1 message put in the outbox',
  ],
  [{ kind: 'cancel-messages', messages: 2 }, '2 meldinger avbrutt', '2 messages canceled'],
  [{ kind: 'resend-messages', messages: 2 }, '2 meldinger lagt i kø på nytt', '2 messages queued again'],
  [
    { kind: 'resolve-messages', messages: 1, arrived: true },
    '1 melding regnes som sendt',
    '1 message counted as sent',
  ],
  [
    { kind: 'resolve-messages', messages: 1, arrived: false },
    '1 melding sendes på nytt',
    '1 message to be sent again',
  ],
  [{ kind: 'mark-sent', messages: 4 }, '4 meldinger merket som sendt', '4 messages marked as sent'],
  [
    { kind: 'save-mail-files', messages: 4, format: 'folder' },
    '4 meldinger skrevet til mappe med .eml-filer',
    '4 messages written to a folder of .eml files',
  ],
  [{ kind: 'set-mail-settings' }, 'E-postserveren endret', 'Mail server changed'],
]

describe('what was done with mail, in the history', () => {
  it.each(ALL_DETAILS)('%o', (details, nb, en) => {
    expect(operationSentence(details, translatorOf('nb'))).toBe(nb)
    expect(operationSentence(details, translatorOf('en'))).toBe(en)
  })

  it.each(ALL_DETAILS)('%o, line by line', (details) => {
    const rows = operationRows(details, translatorOf('nb'), 'nb')
    expect(rows.length > 0 || details.kind === 'set-mail-settings').toBe(true)
    expect(rows.every(({ label }) => !label.startsWith('history.'))).toBe(true)
  })

  it('is undone and done again by its own name', () => {
    const undone: OperationDetails = { kind: 'undo', operationId: 9, undone: 'queue-messages', changed: 3 }
    expect(operationSentence(undone, translatorOf('nb'))).toBe('Angret: meldinger lagt i utboksen')
    const redone: OperationDetails = {
      kind: 'redo',
      operationId: 9,
      undo: 10,
      redone: 'save-template',
      changed: 1,
    }
    expect(operationSentence(redone, translatorOf('nb'))).toBe('Gjort om: malen endret')
  })
})
