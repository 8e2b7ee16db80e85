import type { z } from 'zod'
import { type QueuePlan, queuePlanSchema } from '#shared/contract/mail.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import FirstMessages from '../../../../src-renderer/components/send/FirstMessages.vue'
import MailLook from '../../../../src-renderer/components/send/MailLook.vue'
import SendDialog from '../../../../src-renderer/components/send/SendDialog.vue'
import SendPlan from '../../../../src-renderer/components/send/SendPlan.vue'
import { LETTER, LETTER_WITH_QR, MAIL_SETTINGS } from '../../data/mail.ts'
import { type Answers, pending } from '../../fake-host.ts'
import { type OnScreen, story } from '../../story.ts'

const plan = (rest: Partial<z.input<typeof queuePlanSchema>> = {}): QueuePlan =>
  queuePlanSchema.parse({
    selected: 488,
    messages: 488,
    codes: 488,
    several: 0,
    now: 488,
    inTest: [],
    first: [],
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
const noLink = plan({ missing: [{ service: 'events', variable: 'PromoQrCode' }] })
const shown = { failure: null, counting: false, moved: '', hasServer: true }
const dialog = {
  modelValue: true,
  again: false,
  picked: { resultSet: 'rows-1', ranges: [[0, 488]] as [number, number][] },
}
const counted = async ({ appears }: OnScreen) =>
  void (await appears('[data-testid=send-plan] li:not(.muted)'))

const first = [11, 12, 13].map((code) => ({ service: 'events' as const, code }))
const previews = {
  'mail.preview': ({ for: whose }) => ({
    ...LETTER,
    to: `Kurs ${whose.kind === 'code' ? whose.id : 0} <kurs@havbris.example>`,
    problems: [],
    madeUp: false,
    codeId: 1,
    codes: 1,
    empty: [],
  }),
  'mail.settings': MAIL_SETTINGS,
} satisfies Answers

export default {
  FirstMessages: story(FirstMessages, {
    'some of many': {
      props: { plan: plan({ first }), language: 'en' },
      answers: previews,
      room: { width: 480 },
    },
    loading: {
      props: { plan: plan({ first }), language: 'en' },
      answers: { 'mail.preview': pending },
      room: { width: 480 },
    },
  }),
  MailLook: story(MailLook, {
    text: { props: LETTER, room: { width: 520 } },
    'HTML, with a file': {
      props: { ...LETTER, attachment: 'promokoder.csv' },
      room: { width: 520 },
      act: ({ click }) => click('[role=radio]:last-child'),
    },
    'HTML, with a QR code': {
      props: LETTER_WITH_QR,
      room: { width: 520 },
      act: async ({ appears, click }) => {
        await click('[role=radio]:last-child')
        await appears('.qr-code path')
      },
    },
    'no sender yet': { props: { ...LETTER, from: '' }, room: { width: 348 } },
  }),
  SendDialog: story(SendDialog, {
    ready: {
      props: dialog,
      answers: { 'mail.planQueue': plan(), 'mail.settings': MAIL_SETTINGS },
      act: counted,
    },
    'with a preview, in Test': {
      props: dialog,
      answers: {
        ...previews,
        'mail.planQueue': plan({ first, messages: 3, codes: 3, now: 3, inTest: ['events'] }),
      },
      act: async (on) => void (await counted(on), await on.appears('[data-testid=mail-look]')),
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
    'the link is missing': { props: { ...shown, plan: noLink } },
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
