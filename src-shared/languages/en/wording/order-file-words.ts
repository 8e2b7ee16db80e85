import type { OrderFileWords } from '../../../wording/order-file-words.ts'

export const orderFileWords: OrderFileWords = {
  columns: {
    code: 'Promo code',
    order: 'Order',
    time: 'Time',
    amount: 'Amount',
    currency: 'Currency',
    kind: 'Sale or refund',
  },
  headings: { row: 'Row', code: 'Promo code', order: 'Order', amount: 'Amount', reason: 'Reason' },
  problems: {
    'no-code': 'The code is missing. Without it, no use can be counted.',
    'code-unknown': 'The site has no such code. Check the spelling.',
    'no-order': 'The order is missing. Each row needs the name or number of its order.',
    'order-too-long': 'The name of the order is too long. It can have at most 100 characters.',
    'no-time': 'The time is missing. Each sale needs the day it was made.',
    'bad-time': 'The time cannot be read. Write it as 2026-03-12 14:30.',
    'no-amount': 'The amount is missing. Write what the buyer paid, 0 for nothing.',
    'bad-amount': 'The amount cannot be read. Write it as 120.00.',
    'no-currency': 'The currency is missing. Choose it for the whole file.',
    'bad-currency': 'The currency is unknown. Write its code, such as USD.',
    'used-up': 'The code has no use left. Raise its limit, and import the file again.',
    'other-code': 'The order has used another code. An order counts once, with one code.',
    'order-unknown': 'The order to be refunded has used no code. Check its name.',
    'partial-refund': 'Only part of the price was refunded. The use stays.',
  },
  sheet: 'Not counted',
}
