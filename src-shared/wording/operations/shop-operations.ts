import type { shopOperations } from '../../contract/operations.ts'
import { counted, type OperationPresentations, servicesIn } from './operation-presentation.ts'

export const shopPresentations: OperationPresentations<keyof typeof shopOperations> = {
  'import-redemptions': {
    sentence: ({ counted: orders, returned }, words) =>
      returned === 0
        ? words.say('done', { orders: counted(words, 'history.orders', orders) })
        : words.say('withReturns', {
            orders: counted(words, 'history.orders', orders),
            returns: counted(words, 'history.returns', returned),
          }),
    rows: ({ file, counted: orders, returned, known, bad }, { row, count }) => [
      row('file', file),
      row('orders', count(orders)),
      row('returned', count(returned)),
      row('knownOrders', count(known)),
      row('badRows', count(bad)),
    ],
  },
  'hand-over-settings': {
    sentence: ({ services }, words) => words.say('done', { services: servicesIn(words, services) }),
    rows: ({ revisions }, { row, count }) => revisions.map((revision) => row('revision', count(revision))),
  },
  'hand-over-secrets': {
    sentence: ({ services }, words) => words.say('done', { services: servicesIn(words, services) }),
    rows: ({ revisions, fingerprint }, { row, count }) => [
      ...revisions.map((revision) => row('revision', count(revision))),
      row('fingerprint', fingerprint),
    ],
  },
  'hand-over-codes': {
    sentence: ({ codes, format }, words) =>
      words.say('done', { codes: counted(words, 'common.codes', codes), format: `.${format}` }),
    rows: ({ codes, format, scope }, { row, count, t }) => [
      row('codes', count(codes)),
      row('format', `.${format}`),
      row('scope', t(`history.scopes.${scope}`)),
    ],
  },
}
