import CheckAnswer from '../../../../../src-renderer/pages/mail/server/CheckAnswer.vue'
import ServerView from '../../../../../src-renderer/pages/mail/server/ServerView.vue'
import { MAIL_SETTINGS } from '../../../data/mail.ts'
import { pending } from '../../../fake-host.ts'
import { story } from '../../../story.ts'

const window = { height: 'window' } as const
const good = { good: true, problem: null, answer: '235 2.7.0 Authentication successful' }
const bad = {
  good: false,
  problem: 'certificate-other-name',
  answer: "Hostname/IP does not match certificate's altnames: Host: smtp.vestlia.example.",
} as const

export default {
  CheckAnswer: story(CheckAnswer, {
    good: { props: { check: good, encrypted: true } },
    'good, not encrypted': { props: { check: { ...good, answer: '' } } },
    bad: { props: { check: bad } },
  }),
  ServerView: story(ServerView, {
    loading: { answers: { 'mail.settings': pending }, room: window },
    'not set up': { answers: { 'mail.settings': null }, room: window },
    saved: { answers: { 'mail.settings': MAIL_SETTINGS }, room: window },
    'not set up, tried': {
      answers: { 'mail.settings': null },
      room: window,
      act: ({ click }) => click('[data-testid=save-server]'),
    },
    'another connection': {
      answers: { 'mail.settings': MAIL_SETTINGS },
      room: window,
      act: ({ type }) => type('[data-field=host] input', 'smtp.havbris.example'),
    },
    'checked, bad': {
      answers: { 'mail.settings': MAIL_SETTINGS, 'mail.check': bad },
      room: window,
      act: async ({ click, appears }) => {
        await click('[data-testid=check-server]')
        await appears('[data-testid=mail-check]')
      },
    },
  }),
}
