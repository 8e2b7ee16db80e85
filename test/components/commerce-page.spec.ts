import { describe, expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { useDrafts } from '../../src-renderer/stores/drafts.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { CONTENT, modeSettings, serviceSettings, SETTINGS } from '../workbench/data/commerce.ts'
import { pending } from '../workbench/fake-host.ts'
import { show, textOf, textsOf } from './show.ts'

const FOLDER = 'pages/commerce'
const field = (name: string) => `[data-field=${name}] :is(input, textarea)`
const exists = (selector: string) => document.querySelector(selector) !== null
const isDisabled = (selector: string) =>
  document.querySelector<HTMLButtonElement>(selector)?.disabled ?? 'not there'
/** Texts that a button refers to as its reason. */
const reasonOf = (selector: string) =>
  document.getElementById(document.querySelector(selector)?.getAttribute('aria-describedby') ?? '')
    ?.textContent ?? ''
const notice = () => useNotices().current?.say()
/** The draft is dropped once it is saved or given up. */
const dropped = { 'drafts.discard': { discarded: true } } as const
const UPDATE = '[data-testid=update]'

describe('the form of a service', () => {
  const SUMMARY = '[data-testid=error-summary]'
  const problemAt = (name: string) => textOf(`[data-field=${name}] p[role=alert]`)
  const saved = (revision: number) => ({
    ...serviceSettings({ test: modeSettings({ revision }) }),
    operationId: 12,
  })

  it('says what is wrong at a field when it is left, not while it is typed in', async () => {
    const shown = await show(`${FOLDER}/ServiceFormView/saved`)
    await shown.type(field('support'), 'ring oss')
    expect(problemAt('support')).toBe('')
    shown.find(field('support')).blur()
    await shown.press()
    expect(problemAt('support')).toBe(
      'Enter an e-mail address, or a telephone number with its country code, such as +47 21 00 00 00.',
    )
    expect(exists(SUMMARY)).toBe(false)
  })

  it('gathers what is wrong on Update, saves nothing, and leads to the field', async () => {
    const shown = await show(`${FOLDER}/ServiceFormView/saved`)
    await shown.type(field('support'), 'ring oss')
    await shown.click(UPDATE)
    expect(shown.host.inputsOf('commerce.update')).toEqual([])
    expect(document.activeElement).toBe(shown.find(SUMMARY))
    expect(textOf(`${SUMMARY} h2`)).toBe('Fix 1 field')
    await shown.click(`${SUMMARY} li button`)
    expect(document.activeElement).toBe(shown.find(field('support')))
    await shown.type(field('support'), 'kurs@vestlia.example')
    expect(exists(SUMMARY)).toBe(false)
  })

  it('saves by Ctrl+S what was typed, from the revision that the person began with', async () => {
    const shown = await show(`${FOLDER}/ServiceFormView/saved`, {
      answers: { ...dropped, 'commerce.update': saved(8) },
    })
    await shown.type(field('merchantName'), 'Vestlia Kurs & Konferanse AS')
    await shown.press('Control+s')
    expect(shown.host.inputsOf('commerce.update')).toEqual([
      {
        service: 'events',
        base: 7,
        content: { ...CONTENT, settings: { ...SETTINGS, merchantName: 'Vestlia Kurs & Konferanse AS' } },
        passwords: [],
      },
    ])
    expect(notice()?.fact).toBe('Revision 8 is saved in test for Events.')
  })

  it('reports a save that succeeded, although its draft could not be dropped', async () => {
    const shown = await show(`${FOLDER}/CommercePage/form`, {
      answers: { 'commerce.update': saved(8), 'drafts.discard': new Refusal('storage.full', {}) },
    })
    await shown.type(field('merchantName'), 'Nytt navn')
    await useDrafts().flush()
    await shown.press('Control+s')
    await useDrafts().flush()
    expect(shown.host.inputsOf('drafts.discard')).not.toEqual([])
    expect(useNotices().current?.tone).toBe('done')
    expect(notice()?.fact).toBe('Revision 8 is saved in test for Events.')
  })

  it('has nothing to save before something is changed, also by Ctrl+S', async () => {
    const shown = await show(`${FOLDER}/ServiceFormView/saved`)
    expect(isDisabled(UPDATE)).toBe(true)
    expect(reasonOf(UPDATE)).toBe('No changes to save.')
    shown.find(field('support')).focus()
    await shown.press('Control+s')
    expect(shown.host.inputsOf('commerce.update')).toEqual([])
  })

  it('waits for the backend, with what was typed', async () => {
    const shown = await show(`${FOLDER}/ServiceFormView/saved`)
    await shown.type(field('merchantName'), 'Nytt navn')
    expect(isDisabled(UPDATE)).toBe(false)
    shown.host.setBackend({ state: 'restarting', attempt: 1, retryInSeconds: 1 })
    await shown.press()
    expect(isDisabled(UPDATE)).toBe(true)
    expect(reasonOf(UPDATE)).toBe('Waiting for the background service.')
    expect(shown.find(field('merchantName'))).toHaveProperty('value', 'Nytt navn')
  })

  it('gives changes up by Discard', async () => {
    const shown = await show(`${FOLDER}/ServiceFormView/saved`, { answers: dropped })
    await shown.type(field('merchantName'), 'Nytt navn')
    await shown.click('.page-bar .v-btn--variant-text')
    expect(shown.find(field('merchantName'))).toHaveProperty('value', 'Vestlia Kurs AS')
    expect(isDisabled(UPDATE)).toBe(true)
  })

  it('shows the page of buyers beside it as it becomes, what is new marked', async () => {
    const shown = await show(`${FOLDER}/ServiceFormView/saved`)
    await shown.type(field('merchantName'), '<b>Ny</b>')
    await shown.type(field('footer'), SETTINGS.footer.replace('14', '7'))
    expect(textOf('[data-testid=preview] h3')).toBe('<b>Ny</b>')
    expect(textsOf('[data-testid=preview] mark')).toEqual(['7'])
    expect(textsOf('[data-testid=preview] dd')).toEqual(['US$120.00 USD', '−US$30.00 USD', 'US$90.00 USD'])
  })

  it('leads from a change in the bar to its field', async () => {
    const shown = await show(`${FOLDER}/ServiceFormView/changed`)
    await shown.click('[data-testid=changes] button')
    expect(document.activeElement?.matches('input, textarea')).toBe(true)
  })

  it('shows what another window saved, and merges what both changed as is chosen', async () => {
    const theirs = serviceSettings({
      test: modeSettings({
        revision: 8,
        content: {
          ...CONTENT,
          settings: { ...SETTINGS, merchantName: 'Deres navn', footer: 'Deres bunntekst.' },
        },
      }),
    })
    let answer: unknown = new Refusal('commerce.changed-meanwhile', {
      revision: 8,
      at: null,
      both: [],
      theirs: [],
      mine: [],
    })
    const shown = await show(`${FOLDER}/CommercePage/form`, {
      answers: { ...dropped, 'commerce.update': () => answer as never },
    })
    await shown.type(field('merchantName'), 'Mitt navn')
    shown.host.answer({ 'commerce.get': theirs })
    await shown.click(UPDATE)
    await shown.appears('[data-testid=conflict]')
    expect(textsOf('[data-testid=conflict] .both th')).toEqual(['Merchant name'])
    answer = { ...theirs, operationId: 13 }
    await shown.click('[data-testid=conflict] .both td:nth-of-type(1) input')
    await shown.click('.dialog .actions .v-btn:last-child')
    await vi.waitFor(() => expect(exists('[data-testid=conflict]')).toBe(false))
    expect(shown.find(field('merchantName'))).toHaveProperty('value', 'Deres navn')
    expect(shown.find(field('footer'))).toHaveProperty('value', 'Deres bunntekst.')
    expect(shown.host.inputsOf('commerce.update')).toHaveLength(1)
  })
})

describe('the review before production', () => {
  const PUBLISH = '[data-testid=publish]'
  const published = {
    ...serviceSettings({ mode: 'production', production: modeSettings() }),
    operationId: 20,
  }
  const rows = () =>
    [...document.querySelectorAll('[data-testid=differences] [data-key]')].map((row) => ({
      field: row.querySelector('th')?.textContent.trim(),
      cells: [...row.querySelectorAll('td')].map(({ textContent }) =>
        textContent.replace(/\s+/g, ' ').trim(),
      ),
    }))

  it('lists each field that differs, with what it was and what it becomes', async () => {
    await show(`components/review/ReviewTable/differences`)
    const found = rows()
    expect(found).toHaveLength(5)
    expect(found.find(({ field: name }) => name === 'Provider')?.cells).toEqual([
      expect.stringContaining('Express Checkout'),
      expect.stringContaining('Payflow Pro'),
    ])
    expect(found.at(-1)).toBeDefined()
    expect(textsOf('[data-key^=password] td')).toEqual(['the password that is set', 'new password'])
  })

  it('shows on asking what stays the same', async () => {
    const shown = await show(`components/review/ReviewTable/differences`)
    expect(exists('.unchanged')).toBe(false)
    await shown.click('.same')
    expect(shown.find('.same').getAttribute('aria-expanded')).toBe('true')
    expect(textOf('.unchanged')).toContain('kurs@vestlia.example')
  })

  it('publishes just what was planned, and says that buyers pay for real', async () => {
    const shown = await show(`${FOLDER}/ReviewView/first`, { answers: { 'commerce.publish': published } })
    expect(textOf('.state strong')).toBe('5 fields change')
    await shown.click(PUBLISH)
    expect(shown.host.inputsOf('commerce.publish')).toEqual([{ service: 'events', from: 7, to: 0 }])
    expect(shown.emitted.published).toEqual([[expect.objectContaining({ mode: 'production' })]])
    expect(notice()?.rest).toBe('The next buyer pays for real.')
    expect(useNotices().current?.undo).toBe(20)
  })

  it('is blocked while something is missing, says what, and leads there', async () => {
    const shown = await show(`${FOLDER}/ReviewView/something missing`)
    expect(isDisabled(PUBLISH)).toBe(true)
    expect(reasonOf(PUBLISH)).toBe('Fill in what is missing first.')
    expect(textOf('#checks-title')).toBe('Production lacks 2 fields')
    expect(textsOf('[data-testid=checks] .lacking')).toHaveLength(2)
    await shown.click('[data-testid=checks] .missing button')
    expect(shown.emitted.go).toEqual([['merchantName']])
    await shown.click(PUBLISH)
    expect(shown.host.inputsOf('commerce.publish')).toEqual([])
  })

  it('is blocked while the backend is away', async () => {
    const shown = await show(`${FOLDER}/ReviewView/first`)
    shown.host.setBackend({ state: 'restarting', attempt: 1, retryInSeconds: 1 })
    await shown.press()
    expect(isDisabled(PUBLISH)).toBe(true)
    expect(reasonOf(PUBLISH)).toBe('Waiting for the background service.')
  })

  it('publishes once, however often the button is pressed', async () => {
    const shown = await show(`${FOLDER}/ReviewView/first`, { answers: { 'commerce.publish': pending } })
    await shown.click(PUBLISH)
    await shown.click(PUBLISH)
    expect(shown.host.inputsOf('commerce.publish')).toHaveLength(1)
    expect(isDisabled(PUBLISH)).toBe(true)
  })

  it('shows the new differences where the settings changed meanwhile, and publishes nothing', async () => {
    const shown = await show(`${FOLDER}/ReviewView/first`, {
      answers: {
        'commerce.publish': new Refusal('commerce.plan-moved', {}),
        'commerce.get': serviceSettings(),
      },
    })
    await shown.click(PUBLISH)
    await vi.waitFor(() => expect(shown.host.inputsOf('commerce.planPublish')).toHaveLength(2))
    expect(notice()?.fact).toContain('The settings were changed while you reviewed them.')
    expect(shown.emitted.published).toBeUndefined()
    expect(isDisabled(PUBLISH)).toBe(false)
  })

  it('sends an edit of production with the plan', async () => {
    const shown = await show(`${FOLDER}/ReviewView/edit of production`, {
      answers: { 'commerce.publish': published },
    })
    expect(textsOf('.from-to .mode-tag, .from-to > *').join(' ')).toContain('unsaved changes')
    await shown.click(PUBLISH)
    const [input] = shown.host.inputsOf('commerce.publish')
    expect(input?.edit?.content.settings.merchantName).toContain('Nordnorsk senter')
  })

  it('is left for the form without a trace', async () => {
    const shown = await show(`${FOLDER}/ReviewView/first`)
    await shown.click('.v-btn--variant-text')
    expect(shown.emitted).toEqual({ back: [[]] })
  })
})

describe('going back to Test', () => {
  it('says what it means and what is lost, and does it', async () => {
    const shown = await show(`${FOLDER}/BackToTestDialog/changes lost`, {
      answers: { 'commerce.backToTest': { ...serviceSettings(), operationId: 21 } },
    })
    expect(textsOf('.dialog p.more')).toHaveLength(2)
    expect(textOf('.dialog p.more:last-of-type')).toContain('Bunntekst, AMEX')
    await shown.click('[data-testid=back-to-test]')
    expect(shown.host.inputsOf('commerce.backToTest')).toEqual([{ service: 'events' }])
    expect(shown.emitted.changed).toEqual([[expect.objectContaining({ mode: 'test' })]])
  })

  it('is given up by Escape', async () => {
    const shown = await show(`${FOLDER}/BackToTestDialog/nothing lost`)
    await shown.press('Escape')
    expect(shown.emitted).toEqual({ close: [[]] })
    expect(shown.host.inputsOf('commerce.backToTest')).toEqual([])
  })
})

describe('the mode of a service', () => {
  it('is switched by an arrow, and the focus goes along', async () => {
    const shown = await show(`${FOLDER}/ModeSwitch/test`)
    shown.find('[role=radio][aria-checked=true]').focus()
    await shown.press('ArrowRight')
    expect(shown.emitted['update:modelValue']).toEqual([['production']])
    expect(document.activeElement?.textContent?.trim()).toBe('Production')
  })
})

describe('linking the services', () => {
  it('waits for the choice of whose settings are kept', async () => {
    const shown = await show(`${FOLDER}/KeepChoice/open`)
    expect([...document.querySelectorAll<HTMLInputElement>('input')].map(({ checked }) => checked)).toEqual([
      false,
      false,
    ])
    await shown.click('input[value=training]')
    expect(shown.emitted['update:modelValue']).toEqual([['training']])
  })

  it('refuses the side that would end live payments, and says why', async () => {
    const shown = await show(`${FOLDER}/KeepChoice/one refused`)
    const refused = 'input[value=training]'
    expect(shown.find(refused)).toHaveProperty('disabled', true)
    expect(reasonOf(refused)).toContain('would go from Production to Test')
  })
})
