import type { RouteLocationNamedRaw } from 'vue-router'
import { SETTING_NAMES, type SettingName } from '#shared/contract/site-settings.ts'
import { type Service, SERVICES } from '#shared/domain/services.ts'
import type { LanguageDefinition } from '#shared/languages/language-definition.ts'
import type { PageName } from './actions/actions.ts'

/** All texts of the window in one language. */
export type Texts = Awaited<ReturnType<LanguageDefinition['pages']>> & {
  readonly start: LanguageDefinition['start']
}

/** Where one thing of a page is: its `data-field`, and those that lead to it where it is not shown. */
interface Spot {
  /** Its `data-field`, where that is not the key of its label. */
  readonly as?: string
  readonly behind?: string
}

/**
 * What can be found on a page by its label. The labels are those that the page itself is drawn with, so that a new field
 * of a form is found as soon as it has one.
 */
interface Part<Key extends string> {
  readonly page: PageName
  /** The part of the page that it is in, and for which of the services. */
  readonly at?: Pick<RouteLocationNamedRaw, 'params' | 'query'>
  readonly services?: readonly Service[]
  readonly labels: (texts: Texts) => Readonly<Record<Key, string>>
  /** What leads to a field of it that is not shown: `data-field` of a choice. */
  readonly behind?: string
  readonly spots?: Readonly<Partial<Record<Key, Spot>>>
}

const part = <Key extends string>(it: Part<Key>): Part<Key> => it

/** Each part of a page that has something to find, by the name that its search words and help texts have. */
export const PARTS = {
  commerce: part({
    page: 'commerce',
    services: SERVICES,
    labels: ({ commerce, accounts }) => ({
      services: commerce.serviceBoxes.title,
      mode: commerce.mode.label,
      ...commerce.fields,
      apiAccount: accounts.api.label,
      testTarget: accounts.target.label,
    }),
    // Each provider has fields of its own; a service that is off has none.
    behind: 'provider',
    spots: {
      currencyExpress: { as: 'currency' },
      cardsUk: { as: 'cards' },
      clientSecret: { as: 'password' },
      cards: { behind: 'accountType' },
    },
  }),
  create: part({
    page: 'create',
    labels: ({ create }) => create.fields,
    spots: {
      name: { behind: 'recipients' },
      email: { behind: 'recipients' },
      file: { behind: 'recipients' },
      count: { as: 'perRecipient', behind: 'codeType' },
      perRecipient: { behind: 'codeType' },
      length: { behind: 'codeType' },
      customCode: { behind: 'codeType' },
      times: { behind: 'usage' },
      currency: { behind: 'discountType' },
    },
  }),
  payment: part({
    page: 'test-transaction',
    labels: ({ payments: { fields } }) => ({
      kind: fields.kind,
      item: fields.item,
      price: withoutValue(fields.price),
      card: fields.card,
      code: fields.code,
    }),
  }),
  report: part({
    page: 'report',
    labels: ({ report }) => ({
      parameters: report.parameterMenu,
      ...report.parameters,
      terms: report.terms.button,
      extend: report.extend.button,
      remove: report.remove.button,
    }),
    behind: 'parameters',
    spots: { terms: { behind: 'grid' }, extend: { behind: 'grid' }, remove: { behind: 'grid' } },
  }),
  templates: part({
    page: 'outbox',
    at: { params: { view: 'templates' } },
    labels: ({ mail: { templates, test } }) => ({
      subject: templates.subject,
      text: templates.text,
      testTo: test.to,
    }),
  }),
  mail: part({
    page: 'outbox',
    at: { params: { view: 'server' } },
    labels: ({ mail }) => mail.server.fields,
  }),
  history: part({
    page: 'history',
    labels: ({ historySearch }) => ({ text: historySearch.text, export: historySearch.export.button }),
  }),
  revisions: part({
    page: 'history',
    at: { query: { view: 'revisions' } },
    labels: ({ revisions }) => ({ revisions: revisions.tab }),
  }),
  privacy: part({
    page: 'privacy',
    labels: ({ privacy }) => ({ person: privacy.search.title, retention: privacy.retention.title }),
  }),
  settings: part({
    page: 'settings',
    labels: (texts) => ({
      ...(Object.fromEntries(
        SETTING_NAMES.map((name) => [name, texts.start.siteSettings[name].label]),
      ) as Record<SettingName, string>),
      secrets: texts.start.secrets.card.title,
      backups: texts.backups.title,
      backupNow: texts.backups.create,
      backupFolder: texts.backups.folder.label,
      siteFile: texts.start.siteFile.title,
      siteFileSave: texts.start.siteFile.save,
      siteFileOpen: texts.start.siteFile.open,
      storagePlace: texts.storagePlace.title,
      scripts: texts.settings.scripts.title,
      author: texts.settings.author.label,
      language: texts.settings.language,
      theme: texts.settings.theme,
    }),
    spots: {
      backupNow: { as: 'backups' },
      backupFolder: { behind: 'backups' },
      siteFileSave: { as: 'siteFile' },
      siteFileOpen: { as: 'siteFile' },
    },
  }),
} as const satisfies Readonly<Record<string, Part<never>>>

export type PartName = keyof typeof PARTS

/** One thing to find: where it is, and the `data-field` of it or of what leads to it, the best first. */
export interface Place {
  /** `mail.host`; with the service where there is one for each: `commerce.provider.events`. */
  readonly key: string
  readonly part: PartName
  readonly field: string
  readonly page: PageName
  readonly service: Service | null
  readonly to: RouteLocationNamedRaw
  readonly spots: readonly string[]
  label(texts: Texts): string
}

/** "Price in {currency}" is found as "Price". */
const withoutValue = (label: string): string => label.replace(/\s\S+\s\{\w+\}$/, '')

/** Everything that the pages have to find, with the labels of `texts`. */
export function placesIn(texts: Texts): Place[] {
  return (Object.keys(PARTS) as PartName[]).flatMap((name) => {
    const { page, at, services, labels, behind, spots }: Part<string> = PARTS[name]
    return Object.keys(labels(texts)).flatMap((field) => {
      const spot = spots?.[field]
      return (services ?? [null]).map((service): Place => ({
        key: [name, field, service].filter(Boolean).join('.'),
        part: name,
        field,
        page,
        service,
        to: { name: page, ...at, ...(service && { params: { service } }) },
        spots: [spot?.as ?? field, spot?.behind, behind].filter((one) => one !== undefined),
        label: (others) => labels(others)[field] ?? '',
      }))
    })
  })
}
