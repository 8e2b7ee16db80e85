import BackupsHint from '../../../../src-renderer/pages/privacy/BackupsHint.vue'
import EraseDialog from '../../../../src-renderer/pages/privacy/EraseDialog.vue'
import PersonDetails from '../../../../src-renderer/pages/privacy/PersonDetails.vue'
import PersonSearch from '../../../../src-renderer/pages/privacy/PersonSearch.vue'
import PrivacyPage from '../../../../src-renderer/pages/privacy/PrivacyPage.vue'
import RetentionCard from '../../../../src-renderer/pages/privacy/RetentionCard.vue'
import { BACKUPS } from '../../data/backups.ts'
import { DUE, FOUND, FOUND_WITH_MORE, HITS, NOTHING, PERSON } from '../../data/privacy.ts'
import { SITE } from '../../data/site.ts'
import { pending } from '../../fake-host.ts'
import { story } from '../../story.ts'

const window = { height: 'window' } as const
const half = { width: 420 }
const wide = { width: 640 }
const searched = { persons: HITS, more: false }
const backups = { 'backups.list': BACKUPS }
const FIELD = '[data-field=person] input'
const KEEPS = { ...SITE, retentionMonths: 24 }
const erasing = { modelValue: true, busy: false, moved: '' }

export default {
  BackupsHint: story(BackupsHint, {
    several: { answers: backups, room: half },
    reading: { answers: { 'backups.list': pending }, room: half },
    'of the sample': { site: { ...SITE, kind: 'sample' }, room: half },
  }),
  EraseDialog: story(EraseDialog, {
    plain: { props: { ...erasing, found: FOUND }, answers: backups, room: window },
    'with exceptions': { props: { ...erasing, found: FOUND_WITH_MORE }, answers: backups, room: window },
    moved: {
      props: ({ say }) => ({
        ...erasing,
        found: FOUND,
        moved: say({ nb: 'Opplysningene er endret.', en: 'The data have changed.' }),
      }),
      answers: backups,
      room: window,
    },
  }),
  PersonDetails: story(PersonDetails, {
    found: { props: { person: PERSON, found: FOUND, busy: false }, room: wide },
    reading: { props: { person: PERSON, found: null, busy: false }, room: wide },
    nothing: { props: { person: PERSON, found: NOTHING, busy: false }, room: wide },
    'under way': {
      props: {
        person: PERSON,
        found: { ...FOUND_WITH_MORE, underWay: { messages: 1, payments: 0 } },
        busy: false,
      },
      room: wide,
    },
  }),
  PersonSearch: story(PersonSearch, {
    empty: { props: { chosen: null }, room: half },
    found: {
      props: { chosen: PERSON },
      answers: { 'privacy.search': { ...searched, more: true } },
      act: async ({ type, appears }) => {
        await type(FIELD, 'vold')
        await appears('[data-testid=person-hit]')
      },
      room: half,
    },
    nobody: {
      props: { chosen: null },
      answers: { 'privacy.search': { persons: [], more: false } },
      act: async ({ type, appears }) => {
        await type(FIELD, 'ukjent@example.com')
        await appears('[data-testid=find-in-texts]')
      },
      room: half,
    },
    searching: {
      props: { chosen: null },
      answers: { 'privacy.search': pending },
      act: ({ type }) => type(FIELD, 'vold'),
      room: half,
    },
  }),
  PrivacyPage: story(PrivacyPage, {
    empty: { room: window },
    'a person': {
      site: KEEPS,
      answers: {
        ...backups,
        'privacy.search': searched,
        'privacy.find': FOUND,
        'privacy.erase': { operationId: 9, persons: 1, counts: FOUND.counts },
        'privacy.planRetention': DUE,
      },
      act: async ({ type, appears, click }) => {
        await type(FIELD, 'vold')
        await appears('[data-testid=person-hit]')
        await click('[data-testid=person-hit]')
        await appears('[data-testid=erase-person]')
      },
      room: window,
    },
  }),
  RetentionCard: story(RetentionCard, {
    off: { room: half },
    due: { site: KEEPS, answers: { ...backups, 'privacy.planRetention': DUE }, room: half },
    nobody: {
      site: KEEPS,
      answers: { 'privacy.planRetention': { ...DUE, persons: 0, codes: 0 } },
      room: half,
    },
    counting: { site: KEEPS, answers: { 'privacy.planRetention': pending }, room: half },
    asking: {
      site: KEEPS,
      answers: { ...backups, 'privacy.planRetention': DUE },
      act: async ({ appears, click }) => {
        await appears('[data-testid=erase-expired]')
        await click('[data-testid=erase-expired]')
      },
      room: window,
    },
  }),
}
