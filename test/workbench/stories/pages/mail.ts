import { h } from 'vue'
import { MESSAGE_STATES } from '#shared/domain/mail/message-states.ts'
import MailPage from '../../../../src-renderer/pages/mail/MailPage.vue'
import MessageState from '../../../../src-renderer/pages/mail/MessageState.vue'
import SavedView from '../../../../src-renderer/pages/mail/SavedView.vue'
import ViewBar from '../../../../src-renderer/pages/mail/ViewBar.vue'
import { useMail } from '../../../../src-renderer/stores/mail.ts'
import { LETTER, MAIL_SETTINGS, mailStatus, MESSAGES, TEMPLATES, wholeMessage } from '../../data/mail.ts'
import { story } from '../../story.ts'

const window = { height: 'window' } as const
const WAITING = mailStatus(
  { queued: 1, sending: 1, failed: 1, uncertain: 1, sent: 1, cancelled: 1 },
  { doing: 'paused' },
)
const [newest] = MESSAGES as [(typeof MESSAGES)[number]]

export default {
  MailPage: story(MailPage, {
    messages: {
      answers: {
        'mail.status': WAITING,
        'mail.outbox': { ...WAITING, total: MESSAGES.length, messages: [...MESSAGES] },
        'mail.message': wholeMessage(newest),
      },
      before: () => useMail().loadQuietly(),
      route: { name: 'outbox' },
      room: window,
    },
    templates: {
      answers: {
        'mail.templates': TEMPLATES,
        'mail.settings': MAIL_SETTINGS,
        'mail.preview': { ...LETTER, problems: [], madeUp: false, codeId: 1, codes: 1, empty: [] },
      },
      route: { name: 'outbox', params: { view: 'templates' } },
      room: window,
    },
    server: {
      answers: { 'mail.settings': MAIL_SETTINGS },
      route: { name: 'outbox', params: { view: 'server' } },
      room: window,
    },
  }),
  MessageState: story(
    MessageState,
    Object.fromEntries(MESSAGE_STATES.map((state) => [state, { props: { state } }])),
  ),
  SavedView: story(SavedView, {
    saved: {
      props: ({ t }) => ({ state: t('mail.server.allSaved'), save: () => undefined, ready: false }),
      slots: { default: () => h('p', 'smtp.vestlia.example') },
      room: { height: 300 },
    },
    wrong: {
      props: ({ t }) => ({
        state: t('mail.templates.wrong', { n: 2 }),
        wrong: true,
        save: () => undefined,
        ready: true,
      }),
      slots: { buttons: () => h('button', { type: 'button', class: 'link' }, 'Ctrl S') },
      room: { height: 300 },
    },
  }),
  ViewBar: story(ViewBar, { shown: { slots: { default: () => h('p', '488') } } }),
}
