import type { PageName } from './actions/actions.ts'

interface Entry {
  readonly page: PageName
  /** What is typed is to be saved, so that its page is marked; false for what is only tried or looked for. */
  readonly saves: boolean
}

/**
 * The forms whose unsaved input is kept as a draft. A form that a person types more than a word into has an entry here,
 * and hands what is typed to `useDraft`.
 */
export const DRAFT_FORMS = {
  commerce: { page: 'commerce', saves: true },
  'api-account': { page: 'commerce', saves: true },
  'test-transaction': { page: 'test-transaction', saves: false },
  create: { page: 'create', saves: true },
  'find-list': { page: 'report', saves: false },
  'view-name': { page: 'report', saves: true },
  'change-terms': { page: 'report', saves: true },
  extend: { page: 'report', saves: true },
  'cell-edits': { page: 'report', saves: true },
  'mail-template': { page: 'outbox', saves: true },
  'mail-server': { page: 'outbox', saves: true },
  'mail-test': { page: 'outbox', saves: false },
  settings: { page: 'settings', saves: true },
} as const satisfies Readonly<Record<string, Entry>>

export type DraftForm = keyof typeof DRAFT_FORMS

/** Of several forms alike, `part` says which: `events.nb`. */
export const draftKey = (form: DraftForm, part?: string): string =>
  part === undefined ? form : `${form}.${part}`

const isForm = (name: string): name is DraftForm => Object.hasOwn(DRAFT_FORMS, name)

/** The form of a draft, and which of several; undefined for a draft that no form of the window has. */
export function formOfKey(key: string): { form: DraftForm; parts: readonly string[] } | undefined {
  const [form = '', ...parts] = key.split('.')
  return isForm(form) ? { form, parts } : undefined
}
