import { suggestedPromoLink } from '#shared/domain/promo-link.ts'
import type { UpdateState } from '#shared/updates.ts'
import AuthorField from '../../../../src-renderer/pages/settings/AuthorField.vue'
import PersonCard from '../../../../src-renderer/pages/settings/PersonCard.vue'
import DatabaseForm from '../../../../src-renderer/pages/settings/DatabaseForm.vue'
import ScriptsCard from '../../../../src-renderer/pages/settings/ScriptsCard.vue'
import ProxyFields from '../../../../src-renderer/pages/settings/ProxyFields.vue'
import SettingField from '../../../../src-renderer/pages/settings/SettingField.vue'
import SettingsPage from '../../../../src-renderer/pages/settings/SettingsPage.vue'
import SpellingFields from '../../../../src-renderer/pages/settings/SpellingFields.vue'
import TimeZoneField from '../../../../src-renderer/pages/settings/TimeZoneField.vue'
import type { SpellingState } from '#shared/desktop-bridge.ts'
import { useStoragePlace } from '../../../../src-renderer/stores/storage-place.ts'
import type { SpellingCheck } from '../../../../src-renderer/host/host.ts'
import { BACKUPS } from '../../data/backups.ts'
import {
  BY_DATABASE,
  IN_DATABASE,
  IN_FOLDER,
  LONG_NAMED_SITE,
  NAMED,
  PROMO_LINK,
  SAMPLE_SITE,
  SITE,
} from '../../data/site.ts'
import StoragePlaceCard from '../../../../src-renderer/pages/settings/StoragePlaceCard.vue'
import UpdatesCard from '../../../../src-renderer/pages/settings/UpdatesCard.vue'
import { type Answers, pending } from '../../fake-host.ts'
import { type OnScreen, story } from '../../story.ts'

const window = { height: 'window' } as const
const off = { on: false, address: null, problem: null, usedAt: null }
const on = { on: true, address: 'http://127.0.0.1:41234', problem: null, usedAt: '2026-03-12T07:40:00.000Z' }
const token = 'q3vT9fX2mK7bR4wY8sL1nD6hJ5gP0cZaUeVoIiQt-_x'
const answers = { 'backups.list': BACKUPS, 'checkout.state': off }
const half = { width: 360 }

const spelling = (state: Partial<SpellingState>): SpellingCheck => ({
  state: async () => ({
    check: true,
    languages: ['nb', 'en-US'],
    available: ['da', 'en-GB', 'en-US', 'nb', 'sv'],
    downloads: true,
    failed: [],
    ...state,
  }),
  onChanged: () => () => undefined,
})
const updating = (update: UpdateState) => ({ host: { kind: 'desktop', platform: 'linux', update } }) as const

const loadPlace = () => void useStoragePlace().load()
/** A database is entered and checked. */
const entered = (answer: NonNullable<Answers['storagePlace.check']>) => ({
  answers: { 'storagePlace.check': answer } as Answers,
  act: async ({ click, type, appears }: OnScreen) => {
    await appears('[role=radio]:last-child')
    await click('[role=radio]:last-child')
    await type('[data-field=databaseHost] input', 'db.vestlia.example')
    await type('[data-field=databaseName] input', 'ehandel')
    await type('[data-field=databaseUser] input', 'kari')
    await type('[data-field=databasePassword] input', 'hemmelig-42')
    await click('[type=submit]')
  },
})

export default {
  UpdatesCard: story(UpdatesCard, {
    idle: updating({ state: 'none' }),
    checking: updating({ state: 'checking' }),
    available: updating({ state: 'available', version: '1.2.0', notes: '' }),
    offline: updating({ state: 'failed', why: 'offline' }),
  }),
  PersonCard: story(PersonCard, {
    'in a browser': {},
    'on the desktop': { host: { kind: 'desktop', platform: 'linux' } },
  }),
  AuthorField: story(AuthorField, {
    'nobody is named': { room: half },
    'by the database': { answers: { 'author.get': BY_DATABASE }, room: half },
    named: { answers: { 'author.get': NAMED }, room: half },
    'by the start': { answers: { 'author.get': { ...NAMED, from: 'environment' } }, room: half },
    wrong: {
      answers: { 'author.get': BY_DATABASE },
      room: half,
      act: async ({ type, click }) => {
        await type('input', 'Kari\u202e')
        await click('label')
      },
    },
  }),
  ScriptsCard: story(ScriptsCard, {
    off: { answers: { 'checkout.state': off }, room: half },
    'just turned on': {
      answers: { 'checkout.state': off, 'checkout.turnOn': { state: { ...on, usedAt: null }, token } },
      room: half,
      act: ({ click }) => click('.buttons button'),
    },
    used: { answers: { 'checkout.state': on }, room: half },
    'its port is taken': {
      answers: { 'checkout.state': { ...on, address: null, problem: 'port-taken' as const } },
      room: half,
    },
  }),
  DatabaseForm: story(DatabaseForm, {
    empty: { before: loadPlace, room: half },
    incomplete: { before: loadPlace, room: half, act: ({ click }) => click('[type=submit]') },
    'no keychain': {
      answers: { 'storagePlace.get': { ...IN_FOLDER, keepsPassword: false } },
      before: loadPlace,
      room: half,
    },
  }),
  StoragePlaceCard: story(StoragePlaceCard, {
    'on this computer': {},
    'the sample is open': { site: SAMPLE_SITE },
    'in a database': { answers: { 'storagePlace.get': IN_DATABASE } },
    'in a database, looking back': {
      answers: { 'storagePlace.get': IN_DATABASE },
      act: ({ click }) => click('[role=radio]:first-child'),
    },
    'in a database that the start named': {
      answers: {
        'storagePlace.get': { ...IN_DATABASE, namedBy: 'environment' as const, keepsPassword: false },
      },
    },
    checking: entered(pending),
    'not reachable': entered({ found: 'obstacle', obstacle: 'unreachable' }),
    'another certificate': entered({ found: 'obstacle', obstacle: 'certificate-name' }),
    'an empty database': entered({ found: 'empty' }),
    'a database with a site': entered({
      found: 'site',
      name: 'Vestlia Kurs',
      counts: { codes: 1204, operations: 312, messages: 0 },
      isOlder: false,
      readOnly: false,
    }),
    'a database that may only be read': entered({
      found: 'site',
      name: 'Vestlia Kurs',
      counts: { codes: 1204, operations: 312, messages: 0 },
      isOlder: false,
      readOnly: true,
    }),
    'a database with an older site': entered({
      found: 'site',
      name: '',
      counts: { codes: 0, operations: 1, messages: 0 },
      isOlder: true,
      readOnly: false,
    }),
  }),
  SettingField: story(SettingField, {
    text: { props: { name: 'name', modelValue: 'Fjordkurs' }, room: half },
    number: { props: { name: 'recipientLimit', modelValue: '1000' }, room: half },
    'time zone': { props: { name: 'timeZone', modelValue: 'Europe/Oslo' }, room: half },
    link: { props: { name: 'promoLink', modelValue: PROMO_LINK }, room: half },
    'link, empty': { props: { name: 'promoLink', modelValue: '' }, room: half },
    'link without the code': {
      props: ({ t }) => ({
        name: 'promoLink',
        modelValue: 'https://kurs.vestlia.example/bestill',
        error: t('siteSettings.promoLink.no-code', {
          suggestion: suggestedPromoLink('https://kurs.vestlia.example/bestill'),
        }),
      }),
      room: half,
    },
    wrong: {
      props: ({ t }) => ({
        name: 'recipientLimit',
        modelValue: 'mange',
        error: t('siteSettings.recipientLimit.wrong'),
      }),
      room: half,
    },
  }),
  SpellingFields: story(SpellingFields, {
    'with word lists from the network': { props: { spelling: spelling({}) }, room: half },
    'without a word list': { props: { spelling: spelling({ failed: ['nb'] }) }, room: half },
    'by the system': { props: { spelling: spelling({ downloads: false, available: [] }) }, room: half },
    off: { props: { spelling: spelling({ check: false }) }, room: half },
  }),
  ProxyFields: story(ProxyFields, {
    'as the system': { room: half },
    'no address': {
      room: half,
      act: async ({ click, type }) => {
        await click('[data-field=proxy] button:last-child')
        await type('[data-field=proxyAddress] input', 'http://navn:passord@proxy.example.com:8080')
      },
    },
  }),
  SettingsPage: story(SettingsPage, {
    saved: { room: window, answers },
    'not confirmed yet': { site: { ...SITE, timeZoneConfirmed: false }, room: window, answers },
    'changed and wrong': {
      site: LONG_NAMED_SITE,
      room: window,
      answers,
      act: async ({ type }) => {
        await type('[data-field=name] input', '')
        await type('[data-field=recipientLimit] input', 'mange')
      },
    },
    'sample site': { site: SAMPLE_SITE, room: window, answers },
    'before the site is read': { site: null, room: window, answers },
  }),
  TimeZoneField: story(TimeZoneField, {
    chosen: {
      props: ({ t }) => ({ label: t('siteSettings.timeZone.label'), modelValue: 'Europe/Oslo' }),
      room: half,
    },
    'long name': {
      props: ({ t }) => ({
        label: t('siteSettings.timeZone.label'),
        modelValue: 'America/Argentina/ComodRivadavia',
      }),
      room: half,
    },
    'not known': {
      props: ({ t }) => ({
        label: t('siteSettings.timeZone.label'),
        modelValue: 'Europe/Utopia',
        error: t('siteSettings.timeZone.wrong'),
      }),
      room: half,
    },
  }),
}
