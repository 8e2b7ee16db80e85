import { describe, expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { useDrafts } from '../../src-renderer/stores/drafts.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { CONTENT, modeSettings, serviceSettings, SETTINGS } from '../workbench/data/commerce.ts'
import { operation } from '../workbench/data/history.ts'
import { linkPlan } from '../workbench/data/link-plan.ts'
import { FIELD_DIFFERENCES, NEVER_CHECKED, reviewPlan } from '../workbench/data/review.ts'
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
const PUBLISH = '[data-testid=publish]'
const published = {
  ...serviceSettings({ mode: 'production', production: modeSettings() }),
  operationId: 20,
}

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
      'Enter an email address, or a telephone number with its country code, such as +47 21 00 00 00.',
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
    expect(reasonOf(UPDATE)).toBe('Waiting for E-commerce Admin to answer.')
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
    expect(textsOf('[data-testid=preview] dd')).toEqual(['US$120.00', '−US$30.00', 'US$90.00'])
  })

  it('leads from a change in the bar to its field', async () => {
    const shown = await show(`${FOLDER}/ServiceFormView/changed`)
    await shown.click('[data-testid=changes] button')
    expect(document.activeElement?.matches('input, textarea')).toBe(true)
  })

  it('shows what another window saved and who did, and merges what both changed as is chosen', async () => {
    const savedAt = '2026-03-12T08:30:00.000Z'
    const details = {
      kind: 'update-settings' as const,
      services: ['events' as const],
      mode: 'test' as const,
      revision: 8,
      changed: ['footer'],
    }
    const saved = {
      total: 1,
      operations: [operation(details, { id: 50, at: savedAt, day: '2026-03-12', author: 'Kari Nordmann' })],
    }
    const theirs = serviceSettings({
      test: modeSettings({
        revision: 8,
        at: savedAt,
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
      answers: { ...dropped, 'commerce.update': () => answer as never, 'history.list': saved },
    })
    await shown.type(field('merchantName'), 'Mitt navn')
    shown.host.answer({ 'commerce.get': theirs })
    await shown.click(UPDATE)
    await shown.appears('[data-testid=conflict]')
    await vi.waitFor(() =>
      expect(textOf('.dialog p')).toMatch(
        /Latest change: E-commerce for Webex Events updated .* \(Kari Nordmann, 09:30\)\./,
      ),
    )
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
    expect(textOf('.state strong')).toBe('4 fields change')
    expect(textOf(PUBLISH)).toBe('Publish Webex Events')
    await shown.click(PUBLISH)
    expect(shown.host.inputsOf('commerce.publish')).toEqual([{ service: 'events', from: 7, to: 12 }])
    expect(shown.emitted.done).toEqual([[expect.objectContaining({ mode: 'production' })]])
    expect(notice()?.rest).toBe('Payments in production are real.')
    expect(useNotices().current?.undo).toBe(20)
  })

  it('is blocked while something is missing, says what, and leads there', async () => {
    const shown = await show(`${FOLDER}/ReviewView/something missing`)
    expect(isDisabled(PUBLISH)).toBe(true)
    expect(reasonOf(PUBLISH)).toBe('Fill in what is missing first.')
    expect(textOf('.side h2')).toBe('Production lacks 2 fields')
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
    expect(reasonOf(PUBLISH)).toBe('Waiting for E-commerce Admin to answer.')
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
    await vi.waitFor(() => expect(shown.host.inputsOf('review.plan')).toHaveLength(2))
    expect(notice()?.fact).toContain('The settings were changed while you reviewed them.')
    expect(shown.emitted.done).toBeUndefined()
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

describe('what was checked of live settings', () => {
  const CHECK = '[data-testid=confirm-unchecked] input'
  const found = {
    at: '2026-03-12T08:41:00.000Z',
    destination: 'live' as const,
    good: true,
    code: null,
    pairs: [],
  }

  it('keeps publishing from being pressed until the person says so a second time', async () => {
    const shown = await show(`${FOLDER}/ReviewView/nothing good`, {
      answers: { 'commerce.publish': published },
    })
    expect(textsOf('.side h2')).toContain('Production is complete')
    expect(textsOf('[data-testid=confirm-unchecked] li')).toEqual([
      'whether the production account works at PayPal',
      'payment through the site’s own API account, which is missing',
      'the API permission, which is confirmed by you only',
    ])
    expect(isDisabled(PUBLISH)).toBe(true)
    expect(reasonOf(PUBLISH)).toBe('Check the account, or tick “Publish all the same”.')
    await shown.click(CHECK)
    expect(isDisabled(PUBLISH)).toBe(false)
    await shown.click(PUBLISH)
    expect(shown.host.inputsOf('commerce.publish')).toHaveLength(1)
  })

  it('is asked again where the settings change under the tick, and says what changed', async () => {
    const shown = await show(`${FOLDER}/ReviewView/never checked`)
    await shown.click(CHECK)
    expect(isDisabled(PUBLISH)).toBe(false)
    const [first] = FIELD_DIFFERENCES
    const fewer = reviewPlan({ checks: NEVER_CHECKED, differences: first ? [first] : [] })
    shown.host.answer({ 'review.plan': fewer })
    shown.host.emit({ name: 'commerce.onChanged', payload: { services: ['events'], revision: 13 } })
    await vi.waitFor(() => expect(textOf('[data-testid=review-moved]')).toContain('Supported cards'))
    expect(isDisabled(PUBLISH)).toBe(true)
  })

  it('can be checked from the review, which then asks nothing more', async () => {
    const shown = await show(`${FOLDER}/ReviewView/never checked`, {
      answers: { 'paypal.check': found },
    })
    expect(textOf('[data-about=account]')).toContain('never checked')
    await shown.click('[data-testid=check-now]')
    expect(shown.host.inputsOf('paypal.check')).toEqual([
      expect.objectContaining({ service: 'events', mode: 'production', provider: 'payflow-pro' }),
    ])
    await vi.waitFor(() => expect(textOf('[data-about=account]')).toContain('worked at PayPal'))
    expect(exists('[data-testid=confirm-unchecked]')).toBe(false)
    expect(isDisabled(PUBLISH)).toBe(false)
  })

  it('names each thing with its own mark', async () => {
    await show('components/review/LiveCheckList/nothing good')
    expect([...document.querySelectorAll('[data-testid=live-checks] li')].map((li) => li.className)).toEqual([
      'bad',
      'none',
      'doubt',
      'bad',
    ])
  })
})

describe('the review of', () => {
  it('an undone publication says that payments stop, and undoes it', async () => {
    const shown = await show(`${FOLDER}/ReviewView/undo of a publication`, {
      answers: {
        'history.undo': { operationId: 41, changed: 1 },
        'commerce.get': serviceSettings(),
      },
    })
    expect(textOf('.stops')).toBe('Webex Events: back to test, where no payments are real.')
    expect(textOf('.subtitle')).toContain('To be undone: Webex Events put into production')
    expect(exists('[data-testid=checks]')).toBe(false)
    expect(textOf(PUBLISH)).toBe('Set Webex Events to test')
    await shown.click(PUBLISH)
    expect(shown.host.inputsOf('history.undo')).toEqual([{ operationId: 40, alsoOthers: true }])
    await vi.waitFor(() => expect(shown.emitted.done).toHaveLength(1))
  })

  it('what stops for both services says so of both', async () => {
    await show(`${FOLDER}/ReviewSide/stopping both`)
    expect(textOf('.next p')).toContain(
      'Webex Events and Webex Training are not in production until you put them there again.',
    )
  })

  it('a restored revision restores it over the revision that is shown', async () => {
    const shown = await show(`${FOLDER}/ReviewView/restoring, in production`, {
      answers: { 'commerce.restore': published },
    })
    await shown.click(PUBLISH)
    expect(shown.host.inputsOf('commerce.restore')).toEqual([{ service: 'events', revision: 9, base: 12 }])
  })

  it('going back to test says what test loses, and goes', async () => {
    const shown = await show(`${FOLDER}/ReviewView/back to test, changes lost`, {
      answers: { 'commerce.backToTest': { ...serviceSettings(), operationId: 21 } },
    })
    expect(textOf('thead')).toContain('In test now')
    await shown.click(PUBLISH)
    expect(shown.host.inputsOf('commerce.backToTest')).toEqual([
      { service: 'events', expect: { events: 7, training: 3 } },
    ])
    expect(shown.emitted.done).toEqual([[expect.objectContaining({ mode: 'test' })]])
  })

  it('linking to live settings sets both boxes with what the plan expects', async () => {
    const shown = await show(`${FOLDER}/ReviewView/linking to live settings`, {
      answers: { 'commerce.setServices': published },
    })
    await shown.click(PUBLISH)
    expect(shown.host.inputsOf('commerce.setServices')).toEqual([
      { events: true, training: true, page: 'events', expect: { events: 7, training: 3 } },
    ])
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

describe('the boxes of the services', () => {
  const APPLY = '[data-testid=apply-services]'
  const box = (n: 1 | 2) => `[data-testid=services] label:nth-child(${n}) input`
  const plan = linkPlan({ links: false, keep: null, choices: [] })

  it('take effect together with the one button', async () => {
    const shown = await show(`${FOLDER}/ServicesDialog/open`, {
      answers: {
        'commerce.planServices': plan,
        'commerce.setServices': { ...serviceSettings(), operationId: 9 },
      },
    })
    expect(isDisabled(APPLY)).toBe(true)
    await shown.click(box(1))
    await shown.click(box(2))
    expect(shown.host.inputsOf('commerce.setServices')).toEqual([])
    await vi.waitFor(() => expect(isDisabled(APPLY)).toBe(false))
    await shown.click(APPLY)
    expect(shown.host.inputsOf('commerce.setServices')).toEqual([
      { events: false, training: true, page: 'events', expect: { events: 7, training: 3 } },
    ])
    expect(useNotices().current?.undo).toBe(9)
    expect(shown.emitted.changed).toHaveLength(1)
  })

  it('wait for the choice where both services have settings', async () => {
    const shown = await show(`${FOLDER}/ServicesDialog/choose whose settings`)
    expect(reasonOf(APPLY)).toBe('Choose the settings to keep.')
    shown.host.answer({ 'commerce.planServices': linkPlan({ keep: 'training' }) })
    await shown.click('input[value=training]')
    await vi.waitFor(() => expect(isDisabled(APPLY)).toBe(false))
    expect(textOf(APPLY)).toBe('Link and replace')
  })

  it('lead to the review where buyers are affected, and change nothing', async () => {
    const shown = await show(`${FOLDER}/ServicesDialog/whose settings is clear`)
    expect(textOf(APPLY)).toBe('Go to the review')
    await shown.click(APPLY)
    expect(shown.host.inputsOf('commerce.setServices')).toEqual([])
    expect(shown.emitted.review).toEqual([
      [{ kind: 'services', enabled: ['events', 'training'], keep: 'events' }],
    ])
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
    expect(reasonOf(refused)).toContain('would go from production to test')
  })
})
