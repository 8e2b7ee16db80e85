import type { z } from 'zod'
import { type QueuePlan, queuePlanSchema } from '#shared/contract/mail.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import SendDialog from '../../../../src-renderer/components/send/SendDialog.vue'
import SendPlan from '../../../../src-renderer/components/send/SendPlan.vue'
import { MAIL_SETTINGS } from '../../data/mail.ts'
import { pending } from '../../fake-host.ts'
import { type OnScreen, story } from '../../story.ts'

const plan = (rest: Partial<z.input<typeof queuePlanSchema>> = {}): QueuePlan =>
  queuePlanSchema.parse({
    selected: 488,
    messages: 488,
    codes: 488,
    several: 0,
    now: 488,
    inTest: [],
    skipped: [],
    missing: [],
    ...rest,
  })
const examples = ['VESTLIA-7301', 'VESTLIA-7302', 'VESTLIA-7303', 'VESTLIA-7304']
const mixed = plan({
  messages: 312,
  codes: 330,
  several: 9,
  now: 0,
  inTest: ['events'],
  skipped: [
    { reason: 'already-sent', count: 120, examples },
    { reason: 'deleted', count: 2, examples: examples.slice(0, 2) },
    { reason: 'uncertain', count: 1, examples: examples.slice(0, 1) },
  ],
})
const missing = plan({ missing: [{ service: 'events', variable: 'MerchantName' }] })
const shown = { failure: null, counting: false, moved: '', hasServer: true }
const dialog = {
  modelValue: true,
  again: false,
  picked: { resultSet: 'rows-1', ranges: [[0, 488]] as [number, number][] },
}
const counted = async ({ appears }: OnScreen) =>
  void (await appears('[data-testid=send-plan] li:not(.muted)'))

export default {
  SendDialog: story(SendDialog, {
    ready: {
      props: dialog,
      answers: { 'mail.planQueue': plan(), 'mail.settings': MAIL_SETTINGS },
      act: counted,
    },
    counting: { props: dialog, answers: { 'mail.planQueue': pending, 'mail.settings': MAIL_SETTINGS } },
    'some skipped, no server': {
      props: dialog,
      answers: { 'mail.planQueue': mixed, 'mail.settings': null },
      act: counted,
    },
    'a value is missing': {
      props: dialog,
      answers: { 'mail.planQueue': missing, 'mail.settings': MAIL_SETTINGS },
      act: counted,
    },
    failed: {
      props: dialog,
      answers: {
        'mail.planQueue': new Refusal('report.unknown-result-set', {}),
        'mail.settings': MAIL_SETTINGS,
      },
      act: counted,
    },
  }),
  SendPlan: story(SendPlan, {
    counting: { props: { ...shown, plan: null, counting: true } },
    'all at once': { props: { ...shown, plan: plan() } },
    'some skipped': { props: { ...shown, plan: mixed } },
    'no server': { props: { ...shown, plan: mixed, hasServer: false } },
    'a value is missing': { props: { ...shown, plan: missing } },
    'nothing to send': {
      props: {
        ...shown,
        plan: plan({ messages: 0, codes: 0, now: 0, skipped: [{ reason: 'deleted', count: 488, examples }] }),
      },
    },
    failed: { props: { ...shown, plan: null, failure: new Refusal('report.unknown-result-set', {}) } },
    moved: {
      props: ({ say }) => ({
        ...shown,
        plan: plan(),
        moved: say({ nb: 'Det er 488 nå, ikke 490.', en: 'There are 488 now, not 490.' }),
      }),
    },
  }),
}
