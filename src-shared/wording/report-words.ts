import type { Column, ReportRow } from '../contract/report.ts'
import type { Status } from '../domain/promo-code.ts'
import type { AppliesTo, Service } from '../domain/services.ts'
import type { Language } from '../preferences.ts'

/** The words of the promo code report, on screen and in exported files. */
export interface ReportWords {
  readonly columns: Record<Column, string>
  readonly statuses: Record<Status, string>
  readonly services: Record<Service, string>
  readonly appliesTo: Record<AppliesTo, string>
  /** A file keeps used and limit apart, so that they can be counted with. */
  readonly used: string
  readonly limit: string
  readonly unlimited: string
  /** Goes beside the state of the message in a file. */
  readonly messageDay: string
  /** Names the sheet of an exported workbook. */
  readonly sheet: string
  /** A batch that was given no name. */
  readonly batch: string
}

const nb: ReportWords = {
  columns: {
    code: 'Kode',
    service: 'Tjeneste',
    recipient: 'Mottakernavn',
    email: 'E-post',
    discount: 'Rabatt',
    used: 'Brukt/grense',
    appliesTo: 'Gjelder for',
    batch: 'Serie',
    created: 'Opprettet',
    expires: 'Utløper',
    status: 'Status',
    message: 'Melding',
  },
  statuses: { active: 'Aktiv', expired: 'Utløpt', 'used-up': 'Brukt opp', deleted: 'Slettet' },
  services: { events: 'Webex Events', training: 'Webex Training' },
  appliesTo: {
    everything: 'Alt',
    programs: 'Programmer',
    'live-events': 'Direktehendelser',
    'event-recordings': 'Hendelsesopptak',
    'live-sessions': 'Direkteøkter',
    'session-recordings': 'Øktopptak',
  },
  used: 'Brukt',
  limit: 'Grense',
  unlimited: 'Ubegrenset',
  messageDay: 'Meldingsdato',
  sheet: 'Kampanjekoder',
  batch: 'Serie',
}

const en: ReportWords = {
  columns: {
    code: 'Code',
    service: 'Service',
    recipient: 'Recipient name',
    email: 'E-mail',
    discount: 'Discount',
    used: 'Used/limit',
    appliesTo: 'Applies to',
    batch: 'Batch',
    created: 'Created',
    expires: 'Expires',
    status: 'Status',
    message: 'Message',
  },
  statuses: { active: 'Active', expired: 'Expired', 'used-up': 'Used up', deleted: 'Deleted' },
  services: { events: 'Webex Events', training: 'Webex Training' },
  appliesTo: {
    everything: 'Everything',
    programs: 'Programs',
    'live-events': 'Live events',
    'event-recordings': 'Event recordings',
    'live-sessions': 'Live sessions',
    'session-recordings': 'Session recordings',
  },
  used: 'Used',
  limit: 'Limit',
  unlimited: 'Unlimited',
  messageDay: 'Message date',
  sheet: 'Promo codes',
  batch: 'Batch',
}

export const REPORT_WORDS: Record<Language, ReportWords> = { nb, en }

/** A batch as it is shown: by its name, or by its number when it has none. */
export const batchLabel = (row: Pick<ReportRow, 'batch' | 'batchName'>, language: Language): string =>
  row.batchName === '' ? `${REPORT_WORDS[language].batch} ${row.batch}` : row.batchName
