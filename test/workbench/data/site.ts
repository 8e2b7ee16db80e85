import { DEFAULT_SETTINGS } from '#shared/contract/site-settings.ts'
import type { Site } from '#shared/contract/site.ts'
import { instantOf, isIsoDate, type Instant, type IsoDate } from '#shared/domain/dates.ts'
import type { Answers } from '../fake-host.ts'

/** @throws where it is no day */
export function day(text: string): IsoDate {
  if (!isIsoDate(text)) throw new Error(`${text} is no day`)
  return text
}
export const instant = (text: string): Instant => instantOf(Date.parse(text))
/** A moment so long before now, for what is worded as "5 minutes ago". */
export const minutesAgo = (minutes: number): Instant => instantOf(Date.now() - minutes * 60_000)

/** The day that it is in every story. */
export const TODAY = day('2026-03-12')

/** An ordinary site: Events in Test, Training not enabled. */
export const SITE: Site = {
  ...DEFAULT_SETTINGS,
  id: 'own-site',
  kind: 'own',
  name: 'Vestlia Kurs',
  timeZone: 'Europe/Oslo',
  timeZoneConfirmed: true,
  mode: 'test',
  services: { events: { enabled: true, mode: 'test' }, training: { enabled: false, mode: 'test' } },
  linked: false,
  today: TODAY,
}
export const LONG_NAMED_SITE: Site = {
  ...SITE,
  name: 'Nordnorsk senter for etterutdanning av helsepersonell i distriktene AS',
}
export const PROMO_LINK = 'https://kurs.vestlia.example/bestill?kode=%PromoCode%'
export const SITE_WITH_PROMO_LINK: Site = { ...SITE, promoLink: PROMO_LINK }
export const LINKED_SITE: Site = {
  ...SITE,
  mode: 'production',
  linked: true,
  services: {
    events: { enabled: true, mode: 'production' },
    training: { enabled: true, mode: 'production' },
  },
}
export const SAMPLE_SITE: Site = { ...SITE, id: 'sample-site', kind: 'sample', name: 'Fjordheim Kurs' }

/** What the window asks at any time, of a site in which nothing goes on. */
/** Of a site in the folder. */
export const IN_FOLDER = { folder: 'ecommerce-admin', database: null, namedBy: null, keepsPassword: true }

/** Of a person without a name, who works alone. */
export const UNNAMED = { name: null, from: null, databaseUser: null }
/** Of one who shares a database, by its user. */
export const BY_DATABASE = { name: 'kari', from: 'database', databaseUser: 'kari' } as const
export const NAMED = { name: 'Kari Nordmann', from: 'setting', databaseUser: 'kari' } as const

/** Of one that a person chose a database for. */
export const IN_DATABASE = {
  ...IN_FOLDER,
  database: {
    host: 'db.vestlia.example',
    port: 5432,
    database: 'ehandel',
    user: 'kari',
    tls: true,
    certificate: false,
  },
  namedBy: 'choice' as const,
}

export const USUAL_ANSWERS = {
  'site.get': SITE,
  'secrets.state': { seal: 'keychain', locked: false, keychain: true, keychainProblem: null, passwords: 1 },
  'storagePlace.get': IN_FOLDER,
  'author.get': UNNAMED,
  'jobs.list': [],
  'drafts.get': null,
  'drafts.save': { savedAt: '2026-03-12T09:31:00.000Z', version: 'kept' },
  'drafts.discard': { discarded: true },
  'drafts.list': [],
  'history.list': { total: 0, operations: [] },
  'history.undoRedo': { undo: null, redo: null, redoElsewhere: null },
  'mail.status': {
    counts: { queued: 0, sending: 0, sent: 0, failed: 0, uncertain: 0, cancelled: 0 },
    status: {
      doing: 'idle',
      problem: null,
      answer: '',
      nextTry: null,
      progress: null,
      held: null,
      inTest: [],
    },
  },
} as const satisfies Answers
