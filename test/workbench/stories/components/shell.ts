import type { Contract, OutputOf } from '#shared/contract/index.ts'
import type { UnsafePlace } from '#shared/contract/data-folder.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { STATUSES } from '#shared/domain/promo-code.ts'
import AboutDialog from '../../../../src-renderer/components/shell/AboutDialog.vue'
import AppSheets from '../../../../src-renderer/components/shell/AppSheets.vue'
import BackendStrip from '../../../../src-renderer/components/shell/BackendStrip.vue'
import CommandPalette from '../../../../src-renderer/components/shell/CommandPalette.vue'
import FolderStrip from '../../../../src-renderer/components/shell/FolderStrip.vue'
import HostIntegration from '../../../../src-renderer/components/shell/HostIntegration.vue'
import KeysSheet from '../../../../src-renderer/components/shell/KeysSheet.vue'
import LookChoice from '../../../../src-renderer/components/shell/LookChoice.vue'
import ModeChip from '../../../../src-renderer/components/shell/ModeChip.vue'
import NavigationPane from '../../../../src-renderer/components/shell/NavigationPane.vue'
import ReadOnlyStrip from '../../../../src-renderer/components/shell/ReadOnlyStrip.vue'
import RecoveryScreen from '../../../../src-renderer/components/shell/RecoveryScreen.vue'
import RunningJobs from '../../../../src-renderer/components/shell/RunningJobs.vue'
import SampleStrip from '../../../../src-renderer/components/shell/SampleStrip.vue'
import TitleBar from '../../../../src-renderer/components/shell/TitleBar.vue'
import UndoQuestion from '../../../../src-renderer/components/shell/UndoQuestion.vue'
import type { Instant } from '#shared/domain/dates.ts'
import { useApi } from '../../../../src-renderer/api-client.ts'
import { useJobs } from '../../../../src-renderer/stores/jobs.ts'
import { useRecovery } from '../../../../src-renderer/stores/recovery.ts'
import { useSheets } from '../../../../src-renderer/stores/sheets.ts'
import { operation } from '../../data/history.ts'
import { mailStatus } from '../../data/mail.ts'
import { LINKED_SITE, LONG_NAMED_SITE } from '../../data/site.ts'
import { type Answers, pending } from '../../fake-host.ts'
import { type OnScreen, story } from '../../story.ts'

/** When an operation was done that is asked about. */
const { at, day } = operation({ kind: 'undo', operationId: 1, undone: 'publish', changed: 1 })
const WHEN = { at, day }

const open = { modelValue: true }
const VIEW: OutputOf<Contract['views']['list']>[number] = {
  id: 3,
  name: 'Havnekurs i juni',
  filter: { status: ['active'], text: 'havn' },
  order: [{ column: 'expires', descending: false }],
  columns: [],
}
const BATCH = {
  id: 7,
  name: 'Vestlia mars',
  service: 'events',
  created: '2026-03-02T08:00:00.000Z',
  codes: 488,
} as const
const FOUND: Answers = { 'overview.find': [], 'report.batches': [], 'views.list': [VIEW] }
const FIELD = '.palette input'
const typing = (text: string) => async (on: OnScreen) => {
  await on.appears(FIELD)
  await on.type(FIELD, text)
}
const running = (method: string, done: number, total: number | null) => ({
  jobId: `job-of-${method}`,
  method,
  progress: { done, total },
  waitsFor: null,
  cancelling: false,
})
const waitingSave = { requestId: 'request-0001', method: 'site.update', waitsFor: 'promo.create' }
const refused = new Refusal('storage.newer', { found: 410, known: 380 })
const notStarted = new Refusal('backend.start-failed', {
  cause: 'error',
  detail: 'TypeError, open-site.ts:41:12',
  reference: '5f0c9be2a117',
})
const placed = (unsafe: UnsafePlace | null, dismissed = false) => ({
  answers: { 'dataFolder.place': { unsafe, dismissed }, 'dataFolder.dismiss': {} },
})
const desktop = { kind: 'desktop', platform: 'linux' } as const

const REPORT = `E-commerce Admin 0.1.0
linux x64 6.1.0
node 24.21.0, v8 13.6.233
window: Electron/45.4.1

--- backend.log
2026-03-02T08:00:00.000Z info backend.started`

export default {
  AboutDialog: story(AboutDialog, {
    open: { props: open },
    'on the desktop': { props: open, host: desktop },
    report: {
      props: open,
      answers: { 'about.report': { text: REPORT } },
      act: async ({ click, appears }) => {
        await click('.documents button:nth-child(3)')
        await appears('[data-testid=about-document]')
      },
    },
  }),
  AppSheets: story(AppSheets, {
    palette: { before: () => void (useSheets().palette = true), answers: FOUND },
    closed: {},
  }),
  FolderStrip: story(FolderStrip, {
    synced: placed({ kind: 'synced', service: 'onedrive' }),
    other: placed({ kind: 'synced', service: 'other' }),
    network: placed({ kind: 'network' }),
    open: placed({ kind: 'open' }),
    dismissed: placed({ kind: 'network' }, true),
    safe: placed(null),
  }),
  BackendStrip: story(BackendStrip, {
    'nothing to say': {},
    restarting: { host: { backend: { state: 'restarting', attempt: 2, retryInSeconds: 4 } } },
    'no answer': { host: { backend: { state: 'unreachable', why: 'no-answer' } } },
    ended: { host: { backend: { state: 'unreachable', why: 'ended' } } },
    'other start': { host: { backend: { state: 'unreachable', why: 'other-start' } } },
    updated: { host: { backend: { state: 'unreachable', why: 'updated' } } },
    'the database does not answer': {
      answers: {
        'recovery.state': {
          open: 'own',
          problem: null,
          readOnly: false,
          unansweredSince: '2026-11-23T13:32:00.000Z' as Instant,
        },
      },
      act: async ({ appears }) => {
        await useRecovery().load()
        await appears('[data-testid=unanswered-strip]')
      },
    },
  }),
  CommandPalette: story(CommandPalette, {
    open: { props: open, answers: FOUND },
    'codes found': {
      props: open,
      answers: {
        ...FOUND,
        'report.batches': [BATCH],
        'overview.find': Array.from({ length: 8 }, (_, i) => ({
          id: i + 1,
          code: `VESTLIA-${7301 + i}`,
          recipient: i === 2 ? LONG_NAMED_SITE.name : 'Åse Nordvik',
          email: `ase.nordvik${i}@havbris.example`,
          status: STATUSES[i % STATUSES.length] ?? 'active',
        })),
      },
      act: async (on) => {
        await typing('vest')(on)
        await on.appears('.entry .status')
      },
    },
    'settings found': { props: open, answers: FOUND, act: typing('passord') },
    'mistyped, in another language': { props: open, answers: FOUND, act: typing('bakcup') },
    searching: { props: open, answers: { ...FOUND, 'overview.find': pending }, act: typing('re') },
    'nothing found': { props: open, answers: FOUND, act: typing('øæåqxw') },
  }),
  HostIntegration: story(HostIntegration, { 'on the desktop': { host: desktop } }),
  KeysSheet: story(KeysSheet, { open: { props: open } }),
  LookChoice: story(LookChoice, { beside: {}, upright: { props: { upright: true } } }),
  ModeChip: story(ModeChip, {
    test: { props: { mode: 'test' } },
    production: { props: { mode: 'production', both: true } },
  }),
  NavigationPane: story(NavigationPane, {
    full: { props: { rail: false }, room: { height: 'window' } },
    rail: { props: { rail: true }, room: { height: 'window' } },
    'linked, in production': {
      props: { rail: false },
      site: LINKED_SITE,
      route: { name: 'commerce', params: { service: 'training' } },
      room: { height: 'window' },
    },
    'mail waits': {
      props: { rail: false },
      answers: { 'mail.status': mailStatus({ queued: 1204 }) },
      room: { height: 'window' },
    },
    'mail needs an answer': {
      props: { rail: true },
      answers: { 'mail.status': mailStatus({ failed: 3, uncertain: 1 }) },
      room: { height: 'window' },
    },
  }),
  ReadOnlyStrip: story(ReadOnlyStrip, {
    damaged: { props: { why: 'damaged' } },
    'the user may only read': { props: { why: 'user' } },
  }),
  RecoveryScreen: story(RecoveryScreen, {
    newer: { props: { error: refused } },
    missing: { props: { error: new Refusal('storage.missing', {}) } },
    notStarted: { props: { error: notStarted } },
    tooLong: { props: { error: new Refusal('storage.unavailable', { reason: 'too-large', place: 'data' }) } },
  }),
  RunningJobs: story(RunningJobs, {
    none: {},
    several: {
      answers: {
        'jobs.list': [
          running('promo.extend', 312, 488),
          running('report.export', 120_000, 1_000_000),
          running('mail.saveFiles', 0, null),
        ],
      },
      before: () => void useJobs().load(),
      act: async ({ appears }) => void (await appears('.job')),
    },
    'a save that waits': {
      answers: { 'jobs.list': [running('promo.create', 400_000, 1_000_000)], 'site.update': pending },
      before: (host) => {
        const [api, jobs] = [useApi(), useJobs()]
        void jobs.load().then(() => host.emit({ name: 'requests.onWaiting', payload: waitingSave }))
        void api.site.update({ name: 'Fjordkurs' })
      },
      act: async ({ appears }) => void (await appears('.more')),
    },
  }),
  SampleStrip: story(SampleStrip, { shown: {} }),
  TitleBar: story(TitleBar, {
    test: { props: { mode: 'test' }, room: { height: 'window' } },
    'production, both services': {
      props: { mode: 'production', both: true },
      site: LINKED_SITE,
      room: { height: 'window' },
    },
    'window of its own': { props: { mode: 'test' }, host: desktop, room: { height: 'window' } },
    'on a Mac': {
      props: { mode: 'test' },
      host: { ...desktop, platform: 'darwin' },
      room: { height: 'window' },
    },
    'long name': {
      props: { mode: 'test', both: true },
      host: desktop,
      site: LONG_NAMED_SITE,
      room: { height: 'window' },
    },
    'before unlocking': { props: { mode: null, plain: true }, room: { height: 'window' } },
    'no site yet': { props: { mode: null }, site: null, room: { height: 'window' } },
  }),
  UndoQuestion: story(UndoQuestion, {
    undo: {
      props: {
        question: {
          step: {
            ...WHEN,
            operationId: 43,
            details: { kind: 'delete-codes', changed: 21, skipped: [] },
            madeBy: 'another-window',
            author: null,
            needsReview: false,
          },
          direction: 'undo',
          answer: () => undefined,
        },
      },
    },
    'undo, of somebody else': {
      props: {
        question: {
          step: {
            ...WHEN,
            operationId: 42,
            details: { kind: 'delete-codes', changed: 21, skipped: [] },
            madeBy: 'somebody-else',
            author: 'Ola Wærnes-Kristoffersen',
            needsReview: false,
          },
          direction: 'undo',
          answer: () => undefined,
        },
      },
    },
    'redo, of an earlier session': {
      props: {
        question: {
          step: {
            ...WHEN,
            operationId: 44,
            details: { kind: 'restore-codes', changed: 3, skipped: [] },
            madeBy: 'earlier',
            author: null,
            needsReview: false,
          },
          direction: 'redo',
          answer: () => undefined,
        },
      },
    },
  }),
}
