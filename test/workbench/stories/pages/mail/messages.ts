import type { OutboxMessage } from '#shared/contract/mail.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import FilesMenu from '../../../../../src-renderer/pages/mail/messages/FilesMenu.vue'
import HandOverStrip from '../../../../../src-renderer/pages/mail/messages/HandOverStrip.vue'
import MessageAttempts from '../../../../../src-renderer/pages/mail/messages/MessageAttempts.vue'
import MessageDetails from '../../../../../src-renderer/pages/mail/messages/MessageDetails.vue'
import MessageList from '../../../../../src-renderer/pages/mail/messages/MessageList.vue'
import MessageProblem from '../../../../../src-renderer/pages/mail/messages/MessageProblem.vue'
import MessagesBar from '../../../../../src-renderer/pages/mail/messages/MessagesBar.vue'
import MessagesView from '../../../../../src-renderer/pages/mail/messages/MessagesView.vue'
import OutboxStatus from '../../../../../src-renderer/pages/mail/messages/OutboxStatus.vue'
import StateTabs from '../../../../../src-renderer/pages/mail/messages/StateTabs.vue'
import { useMessageActions } from '../../../../../src-renderer/pages/mail/messages/use-message-actions.ts'
import { useMail } from '../../../../../src-renderer/stores/mail.ts'
import { ATTEMPTS, mailStatus, MESSAGES, outboxMessage, wholeMessage } from '../../../data/mail.ts'
import { LONG_NAMED_SITE } from '../../../data/site.ts'
import { type Answers, pending } from '../../../fake-host.ts'
import { story } from '../../../story.ts'

const window = { height: 'window' } as const
const pane = { width: 560, height: 620 }
const [waiting, sending, uncertain, failed, cancelled, sent] = MESSAGES as readonly [
  OutboxMessage,
  OutboxMessage,
  OutboxMessage,
  OutboxMessage,
  OutboxMessage,
  OutboxMessage,
]
const many = Array.from({ length: 20 }, (_, i) => outboxMessage(i + 1))
const { counts } = mailStatus({
  queued: 120,
  sending: 1,
  sent: 12_040,
  failed: 3,
  uncertain: 2,
  cancelled: 1,
})
const written = { handOver: 'hand-over-1', name: 'meldinger.zip', messages: 1 }

/** Composables can be called in a set-up only, so it is called before the props are asked for. */
function withActions<P>(props: (actions: ReturnType<typeof useMessageActions>) => P) {
  let actions: ReturnType<typeof useMessageActions>
  return {
    before: () => void (actions = useMessageActions()),
    props: () => props(actions),
  }
}
const details = (message: OutboxMessage) => ({
  ...withActions((actions) => ({ id: message.id, actions })),
  answers: { 'mail.message': wholeMessage(message) } satisfies Answers,
  room: { width: 640 },
})
const bar = (tab: 'all' | 'queued' | 'failed' | 'uncertain', total: number, text = '') =>
  withActions((actions) => ({ tab, text, total, counts, actions }))
const status = (rest: Parameters<typeof mailStatus>[1], of = counts) => ({
  props: { counts: of, status: mailStatus({}, rest).status, away: false },
})
const WAITING = mailStatus(
  { queued: 1, sending: 1, failed: 1, uncertain: 1, sent: 1, cancelled: 1 },
  { doing: 'paused' },
)
const outbox = (messages: readonly OutboxMessage[], total = messages.length): Answers => ({
  'mail.status': WAITING,
  'mail.outbox': { ...WAITING, total, messages: [...messages] },
  'mail.message': ({ id }) => wholeMessage(messages.find((one) => one.id === id) ?? sent),
})
const before = () => useMail().loadQuietly()
const route = { name: 'outbox' }

export default {
  FilesMenu: story(FilesMenu, {
    closed: { props: { waiting: 120, formats: ['zip', 'xlsx'] } },
    open: {
      props: { waiting: 1, formats: ['folder', 'zip', 'xlsx'] },
      act: async ({ click, appears }) => {
        await click('[data-testid=save-files]')
        await appears('[data-testid=save-files-zip]')
      },
    },
  }),
  HandOverStrip: story(HandOverStrip, {
    written: { props: { written, busy: false } },
    'busy, long name': {
      props: { written: { ...written, name: `${LONG_NAMED_SITE.name}.zip` }, busy: true },
    },
  }),
  MessageAttempts: story(MessageAttempts, {
    none: { props: { attempts: [], email: 'kurs12@havbris.example' }, room: pane },
    several: { props: { attempts: ATTEMPTS, email: 'kurs12@havbris.example' }, room: pane },
  }),
  MessageDetails: story(MessageDetails, {
    sent: details(sent),
    waiting: details(waiting),
    sending: details(sending),
    failed: details(failed),
    'uncertain, long names': details(uncertain),
    'cancelled and replaced': details(cancelled),
    gone: { ...details(sent), answers: { 'mail.message': new Refusal('mail.unknown-message', { id: 12 }) } },
    loading: { ...details(sent), answers: { 'mail.message': pending } },
  }),
  MessageList: story(MessageList, {
    'every state': {
      props: {
        modelValue: 15,
        total: MESSAGES.length,
        part: { offset: 0, messages: MESSAGES },
        look: async () => undefined,
        at: (row) => MESSAGES[row],
      },
      room: { width: 440, height: 420 },
    },
    many: {
      props: {
        modelValue: null,
        total: 1_000_000,
        part: { offset: 0, messages: many },
        look: async () => undefined,
        at: (row) => many[row],
      },
      room: { width: 440, height: 420 },
    },
  }),
  MessageProblem: story(MessageProblem, {
    none: { props: { message: sent } },
    failed: { props: { message: failed } },
    uncertain: { props: { message: uncertain }, slots: { default: () => '?' } },
  }),
  MessagesBar: story(MessagesBar, {
    all: bar('all', 12_167),
    waiting: bar('queued', 120),
    failed: bar('failed', 3),
    'too many failed': bar('failed', 12_000),
    uncertain: bar('uncertain', 2),
    searched: bar('queued', 4, 'åse'),
  }),
  MessagesView: story(MessagesView, {
    loading: { answers: { ...outbox([]), 'mail.outbox': pending }, before, route, room: window },
    failed: {
      answers: {
        ...outbox([]),
        'mail.outbox': new Refusal('storage.unavailable', { reason: 'denied', place: 'data' }),
      },
      before,
      route,
      room: window,
    },
    empty: {
      answers: { 'mail.outbox': { ...mailStatus(), total: 0, messages: [] } },
      before,
      route,
      room: window,
    },
    several: { answers: outbox(MESSAGES), before, route, room: window },
    'files written': {
      answers: outbox(MESSAGES),
      before: () => {
        before()
        useMail().handOver = written
      },
      route: { name: 'outbox', query: { state: 'queued' } },
      room: window,
    },
  }),
  OutboxStatus: story(OutboxStatus, {
    empty: status({}, mailStatus().counts),
    'all sent': status({}, mailStatus({ sent: 312 }).counts),
    sending: status({ doing: 'sending', progress: { done: 312, total: 488 } }),
    paused: status({ doing: 'paused' }),
    'held, in Test': status({ doing: 'held', held: 'opened', inTest: ['events'] }),
    waiting: status({
      doing: 'waiting',
      problem: 'server-busy',
      answer: '421 4.3.2 Service not available',
      nextTry: '2026-03-12T10:15:00.000Z',
    }),
    'no server': status({ doing: 'stopped', problem: 'no-settings' }),
    locked: status({ doing: 'stopped', problem: 'secrets-locked' }),
    'login refused': status({
      doing: 'stopped',
      problem: 'login-refused',
      answer: '535 5.7.8 Error: authentication failed',
    }),
  }),
  StateTabs: story(StateTabs, {
    counted: { props: { tab: 'failed', text: '', counts } },
    'not counted yet': { props: { tab: 'all', text: '', counts: null } },
    searched: { props: { tab: 'all', text: 'åse', counts } },
  }),
}
