import type { shopOperations } from '../../contract/operations.ts'
import { counted, type OperationPresentations } from './operation-presentation.ts'

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
}
