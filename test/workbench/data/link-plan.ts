import type { z } from 'zod'
import type { LinkPlan, linkPlanSchema } from '#shared/contract/commerce.ts'
import { LONG_SETTINGS } from './commerce.ts'

/** Both services have settings, of which those of Webex Events are proposed. */
export const linkPlan = (rest: Partial<z.input<typeof linkPlanSchema>> = {}): LinkPlan => ({
  links: true,
  keep: 'events',
  choices: ['events', 'training'],
  refused: [],
  modes: { events: 'test', training: 'test' },
  confirm: true,
  live: false,
  replaces: true,
  differences: [
    {
      mode: 'test',
      key: 'settings.merchantName',
      before: LONG_SETTINGS.merchantName,
      after: 'Vestlia Kurs AS',
    },
    { mode: 'production', key: 'options.payflow-pro.cards', before: ['visa'], after: ['visa', 'amex'] },
  ],
  passwords: [{ mode: 'test', provider: 'payflow-pro' }],
  mode: 'test',
  otherMode: 'test',
  revisions: { events: 7, training: 3 },
  ...rest,
})
