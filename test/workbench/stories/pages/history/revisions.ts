import type { z } from 'zod'
import type { restorePlanSchema } from '#shared/contract/commerce.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import RestoreDialog from '../../../../../src-renderer/pages/history/revisions/RestoreDialog.vue'
import RevisionDetails from '../../../../../src-renderer/pages/history/revisions/RevisionDetails.vue'
import RevisionList from '../../../../../src-renderer/pages/history/revisions/RevisionList.vue'
import RevisionsView from '../../../../../src-renderer/pages/history/revisions/RevisionsView.vue'
import { CONTENT, LONG_SETTINGS } from '../../../data/commerce.ts'
import { revisionAt, REVISIONS } from '../../../data/revisions.ts'
import { LINKED_SITE, SITE } from '../../../data/site.ts'
import { pending } from '../../../fake-host.ts'
import { type OnScreen, story } from '../../../story.ts'

const window = { height: 'window' } as const
const room = { width: 700 }
const newest = revisionAt(12)
const before = revisionAt(11)
const earlier = { ...CONTENT, settings: { ...CONTENT.settings, footer: 'Ingen avbestilling.' } }
const contents = {
  'commerce.revision': ({ revision }: { revision: number }) => ({
    ...revisionAt(revision),
    content: revision === 12 ? { ...CONTENT, settings: LONG_SETTINGS } : earlier,
  }),
} as const
const all = { total: REVISIONS.length, revisions: [...REVISIONS] }

const plan = (rest: Partial<z.input<typeof restorePlanSchema>> = {}): z.input<typeof restorePlanSchema> => ({
  revision: 6,
  mode: 'test',
  replaces: 11,
  next: 13,
  accountComesBack: true,
  differences: [
    { key: 'settings.merchantName', before: LONG_SETTINGS.merchantName, after: 'Vestlia Kurs' },
    { key: 'options.payflow-pro.cards', before: ['visa'], after: ['visa', 'mastercard'] },
  ],
  same: 8,
  missing: [],
  services: ['events'],
  ...rest,
})
const planned = async ({ appears }: OnScreen) => void (await appears('.dialog'))

export default {
  RestoreDialog: story(RestoreDialog, {
    differences: {
      props: { revision: before },
      answers: { 'commerce.planRestore': plan() },
      act: planned,
    },
    'in production, something missing': {
      props: { revision: newest },
      answers: {
        'commerce.planRestore': plan({
          mode: 'production',
          accountComesBack: false,
          missing: ['password', 'support'],
          services: ['events', 'training'],
        }),
      },
      site: LINKED_SITE,
      act: planned,
    },
    nothing: {
      props: { revision: newest },
      answers: { 'commerce.planRestore': plan({ differences: [] }) },
      act: planned,
    },
    planning: { props: { revision: before }, answers: { 'commerce.planRestore': pending } },
  }),
  RevisionDetails: story(RevisionDetails, {
    compared: { props: { a: before, b: newest, latest: 12, site: SITE }, answers: contents, room },
    'the first': { props: { a: null, b: newest, latest: 12, site: SITE }, answers: contents, room },
    whole: {
      props: { a: before, b: newest, latest: 12, site: SITE },
      answers: contents,
      room,
      act: async ({ appears, click }) => {
        await appears('[data-testid=revision-differences]')
        await click('header button')
      },
    },
    loading: {
      props: { a: before, b: newest, latest: 12, site: SITE },
      answers: { 'commerce.revision': pending },
      room,
    },
  }),
  RevisionList: story(RevisionList, {
    several: { props: { b: 12, a: 11, revisions: REVISIONS, site: SITE }, room: { width: 480, height: 420 } },
    none: { props: { b: null, a: null, revisions: [], site: SITE }, room: { width: 480, height: 200 } },
  }),
  RevisionsView: story(RevisionsView, {
    loading: { props: { site: SITE }, answers: { 'commerce.revisions': pending }, room: window },
    failed: {
      props: { site: SITE },
      answers: {
        'commerce.revisions': new Refusal('storage.unavailable', { reason: 'denied', place: 'data' }),
      },
      room: window,
    },
    empty: {
      props: { site: SITE },
      answers: { 'commerce.revisions': { total: 0, revisions: [] } },
      room: window,
    },
    several: { props: { site: SITE }, answers: { ...contents, 'commerce.revisions': all }, room: window },
  }),
}
