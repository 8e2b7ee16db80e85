import type { z } from 'zod'
import type { mailPreviewSchema } from '#shared/contract/mail.ts'
import { templateProblems } from '#shared/domain/mail/template.ts'
import MessagePreview from '../../../../../src-renderer/pages/mail/templates/MessagePreview.vue'
import RecipientChoice from '../../../../../src-renderer/pages/mail/templates/RecipientChoice.vue'
import TemplateBox from '../../../../../src-renderer/pages/mail/templates/TemplateBox.vue'
import TemplatesView from '../../../../../src-renderer/pages/mail/templates/TemplatesView.vue'
import TestLine from '../../../../../src-renderer/pages/mail/templates/TestLine.vue'
import VariablePicker from '../../../../../src-renderer/pages/mail/templates/VariablePicker.vue'
import { LETTER, MAIL_SETTINGS, TEMPLATE, TEMPLATES } from '../../../data/mail.ts'
import { LONG_NAMED_SITE } from '../../../data/site.ts'
import { type Answers, pending } from '../../../fake-host.ts'
import { type OnScreen, story } from '../../../story.ts'

const window = { height: 'window' } as const
const pane = { width: 480 }
const WRONG = { subject: 'Koden din: %promokode%\nNå', text: 'Hei %AttendeeName, her er %PromoCod%.' }
const PROBLEMS = templateProblems(WRONG)

const preview = (
  rest: Partial<z.input<typeof mailPreviewSchema>> = {},
): z.input<typeof mailPreviewSchema> => ({
  ...LETTER,
  problems: [],
  madeUp: false,
  codeId: 1,
  codes: 1,
  empty: [],
  ...rest,
})
const around = { 'mail.preview': preview(), 'mail.settings': MAIL_SETTINGS } satisfies Answers
const of = { service: 'events', language: 'nb', content: TEMPLATE, wrong: false } as const
const drawn = async ({ appears }: OnScreen) => void (await appears('[data-testid=mail-look]'))
const request = { service: 'events', language: 'nb', for: { kind: 'longest-name' } } as const

export default {
  MessagePreview: story(MessagePreview, {
    drawn: { props: of, answers: around, room: { ...pane, height: 'window' }, act: drawn },
    'made up, values missing': {
      props: of,
      answers: {
        ...around,
        'mail.preview': preview({ madeUp: true, empty: ['SupportInfo', 'MerchantName'] }),
      },
      room: { ...pane, height: 'window' },
      act: drawn,
    },
    'long name': {
      props: of,
      answers: {
        ...around,
        'mail.preview': preview({
          to: `${LONG_NAMED_SITE.name} <etterutdanning@senter-for-etterutdanning.example>`,
        }),
      },
      room: { ...pane, height: 'window' },
      act: drawn,
    },
    'template is wrong': {
      props: { ...of, wrong: true },
      answers: around,
      room: { ...pane, height: 'window' },
    },
    loading: {
      props: of,
      answers: { ...around, 'mail.preview': pending },
      room: { ...pane, height: 'window' },
    },
  }),
  RecipientChoice: story(RecipientChoice, {
    'longest name': { props: { modelValue: { kind: 'longest-name' } }, room: pane },
    'one by name': {
      props: { modelValue: { kind: 'code', id: 1 } },
      answers: {
        'overview.find': [
          {
            id: 1,
            code: 'VESTLIA-7301',
            recipient: LONG_NAMED_SITE.name,
            email: 'kurs1@havbris.example',
            status: 'active',
          },
        ],
      },
      room: pane,
    },
  }),
  TemplateBox: story(TemplateBox, {
    subject: {
      props: ({ t }) => ({
        modelValue: TEMPLATE.subject,
        label: t('mail.templates.subject'),
        problems: [],
        changed: false,
        single: true,
      }),
      room: pane,
    },
    'text, changed': {
      props: ({ t }) => ({
        modelValue: TEMPLATE.text,
        label: t('mail.templates.text'),
        problems: [],
        changed: true,
      }),
      room: pane,
    },
    'subject, wrong': {
      props: ({ t }) => ({
        modelValue: WRONG.subject,
        label: t('mail.templates.subject'),
        problems: PROBLEMS.filter(({ field }) => field === 'subject'),
        changed: true,
        single: true,
      }),
      room: pane,
    },
    'text, wrong': {
      props: ({ t }) => ({
        modelValue: WRONG.text,
        label: t('mail.templates.text'),
        problems: PROBLEMS.filter(({ field }) => field === 'text'),
        changed: true,
      }),
      room: pane,
    },
    empty: {
      props: ({ t }) => ({
        modelValue: '',
        label: t('mail.templates.text'),
        problems: templateProblems({ subject: 'x', text: '' }),
        changed: true,
      }),
      room: pane,
    },
  }),
  TemplatesView: story(TemplatesView, {
    loading: { answers: { ...around, 'mail.templates': pending }, room: window },
    saved: { answers: { ...around, 'mail.templates': TEMPLATES }, room: window, act: drawn },
    wrong: {
      answers: { ...around, 'mail.templates': TEMPLATES },
      room: window,
      act: ({ type }) => type('[data-field=text] textarea', WRONG.text),
    },
  }),
  TestLine: story(TestLine, {
    ready: { props: { request, disabled: false }, answers: around, room: pane },
    'no server, wrong address': {
      props: { request, disabled: false },
      answers: { 'mail.settings': null },
      room: pane,
      act: async ({ type, click }) => {
        await type('input', 'kari')
        await click('button')
      },
    },
    failed: {
      props: { request, disabled: false },
      answers: {
        ...around,
        'mail.sendTest': {
          good: false,
          problem: 'login-refused',
          answer: '535 5.7.8 Error: authentication failed',
        },
      },
      room: pane,
      act: async ({ click, appears }) => {
        await click('button')
        await appears('[data-testid=mail-check]')
      },
    },
    disabled: { props: { request, disabled: true }, answers: around, room: pane },
  }),
  VariablePicker: story(VariablePicker, { shown: { room: pane } }),
}
