import { expect, it } from 'vitest'
import { DRAFT_FORMS, type DraftForm, formOfKey } from '../../../src-renderer/draft-forms.ts'
import { PAGES } from '../../../src-renderer/pages.ts'

/** The text of every file of the window, by its path in the folder. */
const SOURCES = new Map(
  Object.entries(
    import.meta.glob<string>('../../../src-renderer/**/*.{ts,vue}', {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).map(([file, text]) => [file.replace('../../../src-renderer/', ''), text]),
)

/** What keeps what is typed in the fields of a component; or why nothing is kept. */
type Kept = DraftForm | 'secret' | 'search' | 'a field of others' | 'stored when it is left'

const KEPT: Readonly<Record<string, Kept>> = {
  'components/BatchChoice': 'search',
  'components/DateField': 'a field of others',
  'components/TextInput': 'a field of others',
  'components/grid/GridEditor': 'cell-edits',
  'components/payment-page/CardFields': 'secret',
  'components/provider-form/ApiAccountDialog': 'api-account',
  'components/SearchText': 'search',
  'components/provider-form/PasswordField': 'secret',
  'components/provider-form/ProviderForm': 'commerce',
  'components/secrets/NewPassphrase': 'secret',
  'components/secrets/PassphraseDialog': 'secret',
  'components/secrets/SecretInput': 'secret',
  'components/secrets/UnlockScreen': 'secret',
  'components/shell/CommandPalette': 'search',
  'pages/commerce/MerchantForm': 'commerce',
  'pages/create/CodeFields': 'create',
  'pages/create/CreateForm': 'create',
  'pages/create/PasteDialog': 'create',
  'pages/create/RowEditor': 'create',
  'pages/create/TermsFields': 'create',
  'pages/create/TextField': 'a field of others',
  'pages/history/PeriodFilter': 'search',
  'pages/mail/messages/StateTabs': 'search',
  'pages/mail/server/ServerView': 'mail-server',
  'pages/mail/templates/RecipientChoice': 'search',
  'pages/mail/templates/TemplateBox': 'a field of others',
  'pages/mail/templates/TemplatesView': 'mail-template',
  'pages/mail/templates/TestLine': 'mail-test',
  'pages/payments/TestFields': 'test-transaction',
  'pages/privacy/PersonSearch': 'search',

  'pages/report/ChangeTermsPopover': 'change-terms',
  'pages/report/ExtendPopover': 'extend',
  'pages/report/ParameterForm': 'search',
  'pages/report/find/FindDialog': 'find-list',
  'pages/report/saved/NameDialog': 'view-name',
  'pages/settings/AuthorField': 'stored when it is left',
  'pages/settings/DatabaseForm': 'secret',
  'pages/settings/ProxyFields': 'stored when it is left',
  'pages/settings/SettingField': 'settings',
  'pages/settings/SpellingFields': 'search',
  'pages/settings/TimeZoneField': 'settings',
  'pages/site/SecretsDialog': 'secret',
}

/** A field that a person types in. */
const FIELD =
  /<(TextInput|TextField|DateField|TemplateBox|SecretInput|PasswordField|v-text-field|v-textarea|v-autocomplete|v-combobox|textarea)\b|<input(?![^>]*type="(checkbox|radio|file)")/

it('every component with a field to type in says what keeps its input', () => {
  const typedIn = [...SOURCES]
    .filter(([file, text]) => file.endsWith('.vue') && FIELD.test(text))
    .map(([file]) => file.slice(0, -'.vue'.length))
  expect(typedIn.toSorted()).toEqual(Object.keys(KEPT).toSorted())
})

it('every form with a draft has a field, and a use', () => {
  const forms = Object.keys(DRAFT_FORMS) as DraftForm[]
  const kept = new Set(Object.values(KEPT))
  expect(forms.filter((form) => !kept.has(form))).toEqual([])
  const sources = [...SOURCES.values()]
  expect(forms.filter((form) => !sources.some((text) => text.includes(`useDraft('${form}'`)))).toEqual([])
})

it('every form with a draft is on a page that there is', () => {
  for (const { page } of Object.values(DRAFT_FORMS)) expect(Object.keys(PAGES)).toContain(page)
})

it('a key names its form and which of several', () => {
  expect(formOfKey('mail-template.events.nb')).toEqual({ form: 'mail-template', parts: ['events', 'nb'] })
  expect(formOfKey('settings')).toEqual({ form: 'settings', parts: [] })
  expect(formOfKey('constructor')).toBeUndefined()
  expect(formOfKey('of.a.script')).toBeUndefined()
})
