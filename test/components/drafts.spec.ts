import { afterEach, describe, expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import type { DraftForm } from '../../src-renderer/draft-forms.ts'
import { useDrafts } from '../../src-renderer/stores/drafts.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { useUndo } from '../../src-renderer/stores/undo.ts'
import { instant, SITE } from '../workbench/data/site.ts'
import { type Answers, pending } from '../workbench/fake-host.ts'
import type { MountedStory } from '../workbench/mount-story.ts'
import { show } from './show.ts'

interface Case {
  readonly story: string
  readonly key: string
  /** The field that is typed in, and what. */
  readonly field: string
  readonly text: string
  /** Brings the field on screen. */
  readonly open?: (shown: MountedStory) => Promise<unknown>
  /** The form's own button that discards; elsewhere the strip has one. */
  readonly discard?: string
}

const input = (field: string) => `[data-field=${field}] :is(input, textarea)`
const OPENED = '.v-overlay--active'
const openPopover = async (shown: MountedStory) => {
  await shown.click('.story-room button')
  await shown.appears(`${OPENED} input`)
}

/** Every form that keeps a draft: the compiler names one that is missing. */
const FORMS: Readonly<Record<Exclude<DraftForm, 'cell-edits'>, Case>> = {
  commerce: {
    story: 'pages/commerce/ServicePage/form',
    key: 'commerce.events.test',
    field: input('merchantName'),
    text: 'Nytt navn AS',
    discard: '.page-bar .v-btn--variant-text',
  },
  'api-account': {
    story: 'components/provider-form/ApiAccountDialog/stored',
    key: 'api-account.production',
    field: input('callerUserName'),
    text: 'ny_api1.fjordkurs.example',
  },
  'test-transaction': {
    story: 'pages/payments/TestForm/before the first',
    key: 'test-transaction',
    field: input('item'),
    text: 'Kurs i regnskap',
  },
  create: {
    story: 'pages/create/CreatePage/empty',
    key: 'create',
    field: input('batchName'),
    text: 'Deltakere i mars',
    discard: '.page-bar .v-btn--variant-text',
  },
  'find-list': {
    story: 'pages/report/find/FindDialog/nothing pasted yet',
    key: 'find-list',
    field: 'textarea',
    text: 'VAAR-25\nHOST-10',
  },
  'view-name': {
    story: 'pages/report/saved/NameDialog/saving',
    key: 'view-name.new',
    field: '#name-of-view input',
    text: 'Utløper i vår',
  },
  'change-terms': {
    story: 'pages/report/ChangeTermsPopover/closed',
    key: 'change-terms',
    field: `${OPENED} input[maxlength]`,
    text: '25 %',
    open: openPopover,
  },
  extend: {
    story: 'pages/report/ExtendPopover/closed',
    key: 'extend',
    field: `${OPENED} input`,
    text: 'Jun 30, 2026',
    open: openPopover,
  },
  'mail-template': {
    story: 'pages/mail/templates/TemplatesView/saved',
    key: 'mail-template.events.en',
    field: input('subject'),
    text: 'Your code is here',
    discard: '.view-bar .v-btn--variant-text + .v-btn--variant-text',
  },
  'mail-server': {
    story: 'pages/mail/server/ServerView/saved',
    key: 'mail-server',
    field: input('host'),
    text: 'smtp.fjordkurs.example',
    discard: '.view-bar .v-btn--variant-text',
  },
  'mail-test': {
    story: 'pages/mail/templates/TestLine/ready',
    key: 'mail-test',
    field: 'form.test input',
    text: 'kari@fjordkurs.example',
  },
  settings: {
    story: 'pages/settings/SettingsPage/saved',
    key: 'settings',
    field: input('name'),
    text: 'Fjordkurs AS',
    discard: '.page-bar .v-btn--variant-text',
  },
}
const EACH = Object.entries(FORMS)

/** What a backend keeps of drafts, for several windows. */
function keptDrafts() {
  const drafts = new Map<string, { content: unknown; version: string }>()
  const savedAt = '2026-03-12T08:40:00.000Z'
  let saves = 0
  const answers = {
    'drafts.get': ({ key }) => {
      const draft = drafts.get(key)
      return draft ? ({ ...draft, savedAt } as never) : null
    },
    'drafts.save': ({ key, content, base }) => {
      const kept = drafts.get(key)
      if (kept && base !== undefined && kept.version !== base)
        return new Refusal('drafts.changed-meanwhile', { savedAt: instant(savedAt) })
      saves += 1
      drafts.set(key, { content, version: `v${saves}` })
      return { savedAt, version: `v${saves}` }
    },
    'drafts.discard': ({ key }) => ({ discarded: drafts.delete(key) }),
  } satisfies Answers
  return { drafts, answers }
}

const valueOf = (shown: MountedStory, field: string) => (shown.find(field) as HTMLInputElement).value
async function open({ story, open: bring }: Case, answers: Answers): Promise<MountedStory> {
  const shown = await show(story, {
    answers: { 'promo.planExtend': pending, 'promo.planChangeTerms': pending, ...answers },
  })
  await bring?.(shown)
  return shown
}
/** Types, waits until it is kept, and closes the window. */
async function typeAndLeave(form: Case, kept: ReturnType<typeof keptDrafts>): Promise<string> {
  const shown = await open(form, kept.answers)
  await shown.appears(form.field)
  await shown.type(form.field, form.text)
  const typed = valueOf(shown, form.field)
  await vi.waitFor(() => expect(kept.drafts.has(form.key)).toBe(true), 3000)
  shown.unmount()
  return typed
}

afterEach(() => vi.restoreAllMocks())

describe.each(EACH)('what is typed in the form %s', (_name, form) => {
  it('is there again in another window, which says so', async () => {
    const kept = keptDrafts()
    const typed = await typeAndLeave(form, kept)
    const shown = await open(form, kept.answers)
    await shown.appears('[data-testid=draft-restored]')
    await vi.waitFor(() => expect(valueOf(shown, form.field)).toBe(typed))
    expect(JSON.stringify(kept.drafts.get(form.key))).not.toMatch(/password|signature|cvv/i)
  })

  it('can be discarded, and brought back by the notice', async () => {
    const kept = keptDrafts()
    const typed = await typeAndLeave(form, kept)
    const shown = await open(form, kept.answers)
    await shown.appears('[data-testid=draft-restored]')
    await shown.click(form.discard ?? '[data-testid=draft-restored] button')
    expect(valueOf(shown, form.field)).not.toBe(typed)
    await vi.waitFor(() => expect(kept.drafts.has(form.key)).toBe(false), 3000)
    expect(useNotices().current?.say().fact).toBe('The draft was discarded.')
    await useUndo().undoOffered()
    await vi.waitFor(() => expect(valueOf(shown, form.field)).toBe(typed))
    await vi.waitFor(() => expect(kept.drafts.has(form.key)).toBe(true), 3000)
  })

  it('is not replaced by what another window typed: that is offered', async () => {
    const kept = keptDrafts()
    const shown = await open(form, kept.answers)
    await shown.appears(form.field)
    await shown.type(form.field, form.text)
    const typed = valueOf(shown, form.field)
    await vi.waitFor(() => expect(kept.drafts.has(form.key)).toBe(true), 3000)
    const mine = kept.drafts.get(form.key)?.content
    const theirs = JSON.parse(JSON.stringify(mine).replaceAll(form.text.slice(-2), 'XY')) as unknown
    kept.drafts.set(form.key, { content: theirs, version: 'theirs' })
    shown.host.emit({
      name: 'drafts.onChanged',
      payload: {
        site: SITE.id,
        key: form.key,
        version: 'theirs',
        savedAt: instant('2026-03-12T08:41:00.000Z'),
      },
    })
    if (JSON.stringify(theirs) === JSON.stringify(mine)) return
    await shown.appears('[data-testid=draft-newer]')
    expect(valueOf(shown, form.field)).toBe(typed)
    await shown.click('[data-testid=draft-newer] button:last-of-type')
    await vi.waitFor(() => expect(kept.drafts.get(form.key)?.content).toEqual(mine), 3000)
  })
})

describe('what is typed into cells of the report', () => {
  const story = 'pages/report/ReportGrid/rows'
  const GRID = '[role=grid]'
  it('is there again in another window, marked as not saved', async () => {
    const kept = keptDrafts()
    const first = await show(story, { answers: kept.answers })
    await first.key(GRID, 'ArrowDown')
    await first.press('ArrowRight', 'ArrowRight', 'F2')
    await first.type('input.editor', 'Kari Nordmann Berg')
    await vi.waitFor(() => expect(kept.drafts.has('cell-edits')).toBe(true), 3000)
    first.unmount()
    const shown = await show(story, { answers: kept.answers })
    const strip = await shown.appears('[data-testid=grid-refused]')
    expect(strip.textContent).toContain('1 cell was not changed')
    expect(shown.find(GRID).textContent).toContain('Kari Nordmann Berg')
    await shown.click('[data-testid=grid-refused] button:last-of-type')
    await vi.waitFor(() => expect(kept.drafts.has('cell-edits')).toBe(false), 3000)
    // Ctrl+Z goes on undoing what was changed in the report.
    expect(useNotices().current).toBeNull()
  })
})

describe('drafts', () => {
  const { settings } = FORMS
  const theirs = { site: SITE.id, key: 'settings', savedAt: instant('2026-03-12T08:41:00.000Z') }

  it('of another window are offered in a form in which nothing is typed, and dismissed without being dropped', async () => {
    const kept = keptDrafts()
    const shown = await open(settings, kept.answers)
    const before = valueOf(shown, settings.field)
    kept.drafts.set('settings', { content: { name: 'Deres navn' }, version: 'theirs' })
    shown.host.emit({ name: 'drafts.onChanged', payload: { ...theirs, version: 'theirs' } })
    await shown.appears('[data-testid=draft-newer]')
    expect(valueOf(shown, settings.field)).toBe(before)
    await shown.click('[data-testid=draft-newer] button:last-of-type')
    await useDrafts().flush()
    expect(kept.drafts.get('settings')?.version).toBe('theirs')
    shown.host.emit({ name: 'drafts.onChanged', payload: { ...theirs, version: null, savedAt: null } })
    await shown.press()
    expect(document.querySelector('[data-testid=draft-newer]')).toBeNull()
  })

  it('of another window take the place of what was typed here when that is chosen, until Undo', async () => {
    const kept = keptDrafts()
    const shown = await open(settings, kept.answers)
    await shown.type(settings.field, settings.text)
    kept.drafts.set('settings', { content: { name: 'Deres navn' }, version: 'theirs' })
    await useDrafts().flush()
    await shown.appears('[data-testid=draft-newer]')
    expect(valueOf(shown, settings.field)).toBe(settings.text)
    expect(kept.drafts.get('settings')?.version).toBe('theirs')
    await shown.click('[data-testid=draft-newer] button')
    await vi.waitFor(() => expect(valueOf(shown, settings.field)).toBe('Deres navn'))
    await useUndo().undoOffered()
    await vi.waitFor(() => expect(valueOf(shown, settings.field)).toBe(settings.text))
    await useDrafts().flush()
    expect(kept.drafts.get('settings')?.content).toEqual({ name: settings.text })
  })

  it('that are gone in another window are gone here, where nothing was typed', async () => {
    const kept = keptDrafts()
    kept.drafts.set('settings', { content: { name: 'Et utkast' }, version: 'first' })
    const shown = await open(settings, kept.answers)
    await vi.waitFor(() => expect(valueOf(shown, settings.field)).toBe('Et utkast'))
    shown.host.emit({ name: 'drafts.onChanged', payload: { ...theirs, version: null, savedAt: null } })
    await vi.waitFor(() => expect(valueOf(shown, settings.field)).toBe('Vestlia Kurs'))
  })
  it('that the backend did not take are saved when it is back', async () => {
    const kept = keptDrafts()
    const shown = await open(settings, kept.answers)
    shown.host.setBackend({ state: 'restarting', attempt: 1, retryInSeconds: 1 })
    await shown.type(settings.field, settings.text)
    await useDrafts().flush()
    expect(kept.drafts.size).toBe(0)
    shown.host.setBackend({ state: 'running' })
    await vi.waitFor(() => expect(kept.drafts.get('settings')?.content).toEqual({ name: settings.text }))
  })

  it('are found by a reload even before what was kept has been read', async () => {
    const kept = keptDrafts()
    const first = await open(settings, { ...kept.answers, 'drafts.get': pending })
    await first.type(settings.field, settings.text)
    const stored = sessionStorage.getItem(`unsaved-input/${SITE.id}/settings`)
    expect(JSON.parse(stored ?? 'null')).toMatchObject({ content: { name: settings.text } })
    expect(kept.drafts.size).toBe(0)
  })

  it('are saved at once when the window is hidden', async () => {
    const kept = keptDrafts()
    const shown = await open(settings, kept.answers)
    await shown.type(settings.field, settings.text)
    expect(kept.drafts.size).toBe(0)
    window.dispatchEvent(new Event('pagehide'))
    await shown.press()
    expect(kept.drafts.has('settings')).toBe(true)
  })

  it('go when the form is saved, also where that is not answered', async () => {
    const kept = keptDrafts()
    const shown = await open(settings, {
      ...kept.answers,
      'site.update': { ...SITE, name: settings.text, operationId: 5 },
    })
    await shown.type(settings.field, settings.text)
    await useDrafts().flush()
    shown.host.answer({ 'drafts.discard': new Refusal('storage.full', {}) })
    await shown.press('Control+s')
    expect(useNotices().current?.tone).toBe('done')
    expect(useDrafts().keys).toEqual([])
  })

  it('of one site are in no form of another', async () => {
    const kept = keptDrafts()
    const shown = await open(settings, kept.answers)
    await shown.type(settings.field, settings.text)
    await useDrafts().flush()
    expect(useDrafts().keys).toEqual(['settings'])
    kept.drafts.clear()
    shown.host.emit({ name: 'site.onChanged', payload: { ...SITE, id: 'another', name: 'Vestlia Kurs' } })
    await shown.press()
    expect(useDrafts().keys).toEqual([])
    window.dispatchEvent(new Event('pagehide'))
    await shown.press()
    expect(kept.drafts.size).toBe(0)
  })
})
