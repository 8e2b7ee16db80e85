import type { charts as source } from '../../nb/window/charts.ts'
import type { Shape } from '../../shape.ts'

export const charts: Shape<typeof source> = {
  role: 'chart',
  keys: 'Arrow keys go from bar to bar, Enter shows the codes.',
  asTable: 'Show as table',
  asChart: 'Show as chart',
  choose: 'What the chart shows',
  currency: 'Currency',
  nothing: 'Nothing to show yet.',
  heading: { time: 'Period', service: 'Service', batch: 'Batch', item: 'Item' },
  showBy: 'Show by',
  show: { time: 'Time', service: 'Service', batch: 'Batch', item: 'Item' },
  mode: 'Mode of operation',
  modes: { production: 'Production', test: 'Test' },
  inTest: '{title} in test',
  unknownItem: 'No item given',
  expires: 'Expiration date',
  batch: 'Batch',
  by: { day: 'by day', week: 'by week', month: 'by month' },
  redemptions: {
    title: 'Redemptions',
    series: 'Redemptions',
    sentence: 'No redemptions. | 1 redemption {by}, {span}. | {n} redemptions {by}, {span}.',
    most: 'No redemptions. | 1 redemption: {name}. | {n} redemptions, most for {name}: {most}.',
  },
  money: {
    title: 'Paid and discounted',
    short: 'Money',
    paid: 'Paid',
    discount: 'Discount given',
    sentence: 'Buyers with a code paid {paid} and got {discount} in discounts, {span}.',
    sum: 'Buyers with a code paid {paid} and got {discount} in discounts.',
  },
  expirations: {
    title: 'Codes by status and expiration date',
    sentence:
      'No active codes expire from today to {day}. | 1 active code expires from today to {day}. | {n} active codes expire from today to {day}.',
  },
  best: {
    title: 'Most used batches',
    short: 'Most used',
    sentence: '{name} was not used. | {name} was used most: once. | {name} was used most: {n} times.',
  },
  rate: {
    title: 'Redemption rate of new batches',
    short: 'Redemption rate',
    series: 'Codes redeemed',
    sentence:
      'There are no codes. | {percent} of the codes were redeemed at least once: {redeemed} of 1. | {percent} of the codes were redeemed at least once: {redeemed} of {n}.',
  },
}
