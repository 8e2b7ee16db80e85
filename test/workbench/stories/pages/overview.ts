import { Clock, GitCompareArrows, MailX, TicketX } from '@lucide/vue'
import { h } from 'vue'
import { Refusal } from '#shared/contract/refusal.ts'
import AttentionCard from '../../../../src-renderer/pages/overview/AttentionCard.vue'
import AttentionLine from '../../../../src-renderer/pages/overview/AttentionLine.vue'
import CodesCard from '../../../../src-renderer/pages/overview/CodesCard.vue'
import FirstSteps from '../../../../src-renderer/pages/overview/FirstSteps.vue'
import BackupCard from '../../../../src-renderer/pages/overview/BackupCard.vue'
import MailAttention from '../../../../src-renderer/pages/overview/MailAttention.vue'
import OperationsCard from '../../../../src-renderer/pages/overview/OperationsCard.vue'
import OverviewCharts from '../../../../src-renderer/pages/overview/OverviewCharts.vue'
import OverviewPage from '../../../../src-renderer/pages/overview/OverviewPage.vue'
import ServicesCard from '../../../../src-renderer/pages/overview/ServicesCard.vue'
import SampleCard from '../../../../src-renderer/pages/overview/SampleCard.vue'
import StatusCard from '../../../../src-renderer/pages/overview/StatusCard.vue'
import { useJobs } from '../../../../src-renderer/stores/jobs.ts'
import { useMail } from '../../../../src-renderer/stores/mail.ts'
import { BACKUPS, FULL_DISK } from '../../data/backups.ts'
import { paypalState, serviceSettings, UNSET_SERVICE } from '../../data/commerce.ts'
import { OPERATIONS } from '../../data/history.ts'
import { mailStatus } from '../../data/mail.ts'
import { CHECKED, DOUBTFUL } from '../../data/review.ts'
import { breakdown, counted, timeline } from '../../data/report.ts'
import { EMPTY_OVERVIEW, NO_CODES, overview, SUMMARY } from '../../data/overview.ts'
import { instant, LONG_NAMED_SITE, SITE, TODAY } from '../../data/site.ts'
import { pending } from '../../fake-host.ts'
import { story } from '../../story.ts'

const wide = { width: 640 }
const narrow = { width: 348 }
const window = { height: 'window' } as const
const services = [serviceSettings(), UNSET_SERVICE]
const LIVE_EVENTS = { ...serviceSettings(), mode: 'production', linked: true } as const
const commerce = {
  'commerce.get': ({ service }: { service: 'events' | 'training' }) =>
    service === 'events' ? serviceSettings() : UNSET_SERVICE,
} as const

export default {
  AttentionCard: story(AttentionCard, {
    calm: { props: { figures: EMPTY_OVERVIEW, site: SITE, unpublished: [] }, room: wide },
    everything: {
      props: {
        figures: overview(),
        site: SITE,
        unpublished: [{ services: ['events'], fields: 3, at: instant('2026-03-12T07:00:00.000Z') }],
      },
      answers: {
        'mail.status': mailStatus(
          { failed: 3, uncertain: 1, queued: 120 },
          { doing: 'stopped', problem: 'connection-refused' },
        ),
        'jobs.list': [
          {
            jobId: 'job-1',
            method: 'promo.extend',
            progress: { done: 312, total: 488 },
            waitsFor: null,
            cancelling: false,
          },
        ],
      },
      before: () => {
        void useJobs().load()
        void useMail().load()
      },
      room: wide,
    },
    'expires today': {
      props: {
        figures: overview({ expiringSoon: { codes: 1, recipients: 1, first: TODAY } }),
        site: SITE,
        unpublished: [],
      },
      room: wide,
    },
  }),
  AttentionLine: story(AttentionLine, {
    warning: {
      props: ({ say }) => ({
        icon: Clock,
        tone: 'warning',
        fact: say({ nb: '312 koder utløper', en: '312 codes expire' }),
        why: '13.03.2026',
      }),
      slots: { default: () => h('a', { href: '#', class: 'link' }, '→') },
      within: 'ul',
    },
    error: { props: { icon: MailX, tone: 'error', fact: '3 meldinger kom ikke frem' }, within: 'ul' },
    test: { props: { icon: GitCompareArrows, tone: 'test', fact: '3 felt' }, within: 'ul' },
    'long text': {
      props: {
        icon: TicketX,
        tone: 'muted',
        fact: LONG_NAMED_SITE.name,
        why: LONG_NAMED_SITE.name.repeat(3),
      },
      within: 'ul',
    },
  }),
  CodesCard: story(CodesCard, { shown: { room: narrow } }),
  FirstSteps: story(FirstSteps, {
    'nothing done': {
      props: {
        site: { ...SITE, name: '', timeZoneConfirmed: false },
        services: [UNSET_SERVICE],
        tried: false,
      },
      room: wide,
    },
    'half way': { props: { site: LONG_NAMED_SITE, services, tried: false }, room: wide },
    'before production': { props: { site: SITE, services, tried: true }, room: wide },
  }),
  MailAttention: story(MailAttention, {
    failed: { props: { ask: { kind: 'failed', n: 3, problem: null, held: false } }, within: 'ul' },
    uncertain: { props: { ask: { kind: 'uncertain', n: 1, problem: null, held: false } }, within: 'ul' },
    stopped: {
      props: { ask: { kind: 'stopped', n: 120, problem: 'login-refused', held: false } },
      within: 'ul',
    },
    held: { props: { ask: { kind: 'stopped', n: 120, problem: null, held: true } }, within: 'ul' },
  }),
  OperationsCard: story(OperationsCard, {
    none: { props: { operations: [], site: SITE }, room: narrow },
    several: { props: { operations: OPERATIONS, site: SITE }, room: narrow },
  }),
  OverviewPage: story(OverviewPage, {
    loading: { answers: { ...commerce, 'overview.get': pending }, room: window },
    failed: {
      answers: {
        ...commerce,
        'overview.get': new Refusal('storage.unavailable', { reason: 'denied', place: 'data' }),
      },
      room: window,
    },
    'new site': {
      answers: {
        ...commerce,
        'overview.get': EMPTY_OVERVIEW,
        'payments.list': { total: 0, payments: [] },
      },
      site: { ...SITE, timeZoneConfirmed: false },
      room: window,
    },
    'at work': {
      answers: {
        ...commerce,
        'overview.get': overview(),
        'overview.charts': counted(),
        'paypal.state': paypalState(),
        'backups.list': BACKUPS,
      },
      room: window,
    },
  }),
  SampleCard: story(SampleCard, {
    shown: { room: narrow },
    opening: {
      answers: { 'site.open': pending },
      room: narrow,
      act: ({ click }) => click('.sample button'),
    },
  }),
  StatusCard: story(StatusCard, {
    many: { props: { summary: SUMMARY }, room: wide },
    none: { props: { summary: NO_CODES }, room: wide },
  }),
  BackupCard: story(BackupCard, {
    made: { answers: { 'backups.list': BACKUPS }, room: narrow },
    none: { answers: { 'backups.list': { ...BACKUPS, backups: [] } }, room: narrow },
    failed: {
      answers: {
        'backups.list': { ...BACKUPS, last: { at: '2026-03-12T08:10:00.000Z', error: FULL_DISK } },
      },
      room: narrow,
    },
  }),
  OverviewCharts: story(OverviewCharts, {
    counted: { props: { charts: counted(), today: TODAY }, room: wide },
    'nothing redeemed': {
      props: {
        charts: counted(
          timeline('week', 26, 7, false),
          breakdown({ bestBatches: [], redeemed: { codes: 10, redeemed: 0, redemptions: 0 } }),
        ),
        today: TODAY,
      },
      room: wide,
    },
  }),
  ServicesCard: story(ServicesCard, {
    'both live, checked': {
      props: { services: [LIVE_EVENTS, { ...LIVE_EVENTS, service: 'training' }] },
      answers: {
        'review.live': [
          {
            services: ['events', 'training'],
            since: '2026-03-10T08:10:00.000Z',
            revision: 12,
            at: '2026-03-12T08:10:00.000Z',
            provider: 'payflow-pro',
            checks: CHECKED,
          },
        ],
      },
      room: narrow,
    },
    'one live, nothing checked': {
      props: { services: [{ ...LIVE_EVENTS, linked: false }, UNSET_SERVICE] },
      answers: {
        'review.live': [
          {
            services: ['events'],
            since: '2026-03-10T08:10:00.000Z',
            revision: 12,
            at: '2026-03-10T08:10:00.000Z',
            provider: 'express-checkout-us',
            checks: DOUBTFUL,
          },
        ],
      },
      room: narrow,
    },
    'in Test': { props: { services }, answers: { 'paypal.state': paypalState() }, room: narrow },
  }),
}
