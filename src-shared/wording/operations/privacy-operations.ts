import { type PersonKind, PERSON_KINDS } from '../../domain/person-kinds.ts'
import type { privacyOperations } from '../../contract/operations.ts'
import type { OperationPresentations } from './operation-presentation.ts'

export const privacyPresentations: OperationPresentations<keyof typeof privacyOperations> = {
  'erase-person': {
    sentence: ({ reason, persons }, { say, count }) => say(reason, { n: count(persons) }, persons),
    rows: ({ persons, counts }, { row, count, t }) => [
      row('persons', count(persons)),
      ...PERSON_KINDS.filter((kind: PersonKind) => counts[kind] > 0).map((kind) => ({
        label: t(`history.personKinds.${kind}`),
        value: count(counts[kind]),
      })),
    ],
  },
  'export-person': {
    sentence: ({ format }, { say }) => say('done', { format: `.${format}` }),
    rows: ({ format, entries }, { row, count }) => [row('format', `.${format}`), row('rows', count(entries))],
  },
}
