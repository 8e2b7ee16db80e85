import { describe, expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { OPERATIONS, sinceFirstLook } from '../workbench/data/history.ts'
import { SITE } from '../workbench/data/site.ts'
import { show, textOf, textsOf } from './show.ts'

const isDisabled = (selector: string) =>
  document.querySelector<HTMLButtonElement>(selector)?.disabled ?? 'not there'
const LIST = '[role=listbox]'
/** The option that a screen reader is at. */
const chosen = () => {
  const id = document.querySelector(LIST)?.getAttribute('aria-activedescendant')
  const option = id ? document.getElementById(id) : null
  return [...document.querySelectorAll('[role=option]')].findIndex((one) => one === option)
}

describe('the history', () => {
  it('is under day headings, the newest first and chosen', async () => {
    await show('pages/history/OperationsView/several')
    await vi.waitFor(() => expect(chosen()).toBe(0))
    expect(textsOf(`${LIST} .day`)).toEqual(['Today', 'Yesterday'])
    expect(document.querySelectorAll('[role=option]')).toHaveLength(OPERATIONS.length)
  })

  it('is moved through by arrows, pages, Home and End, and shows the one chosen', async () => {
    const shown = await show('pages/history/OperationsView/several')
    await vi.waitFor(() => expect(chosen()).toBe(0))
    shown.find(LIST).focus()
    const went: number[] = []
    for (const key of ['ArrowDown', 'End', 'ArrowDown', 'PageUp', 'ArrowUp', 'Home']) {
      await shown.press(key)
      went.push(chosen())
    }
    expect(went).toEqual([1, 8, 8, 0, 0, 0])
    await shown.press('ArrowDown', 'ArrowDown', 'ArrowDown')
    expect(textOf('[data-testid=operation-details] dl')).toContain('kurs@havbris.example')
  })

  it('begins at the operation that the address names', async () => {
    await show('pages/history/OperationsView/one named in the address')
    await vi.waitFor(() => expect(chosen()).toBe(OPERATIONS.findIndex(({ id }) => id === 44)))
  })

  it('undoes the operation that is shown', async () => {
    const list = { total: 1, operations: [OPERATIONS[0]!] }
    const shown = await show('pages/history/OperationPane/extended', {
      answers: { 'history.list': list, 'history.undo': { operationId: 49, changed: 21 } },
    })
    await shown.click('[data-testid=operation-details] .v-btn')
    expect(shown.host.inputsOf('history.undo')).toEqual([{ operationId: 48 }])
    await vi.waitFor(() => expect(useNotices().current?.say().fact).toMatch(/^Undone/))
  })

  it('has no way back where there is none, and says why', async () => {
    await show('pages/history/OperationPane/undone')
    expect(document.querySelector('.v-btn')).toBeNull()
    expect(textOf('.hint:last-child')).toContain('46')
  })

  it('offers to do again what was undone', async () => {
    await show('pages/history/OperationPane/undo')
    expect(textsOf('.v-btn')).toEqual(['Redo what was undone'])
  })

  it('that cannot be read says so, and is read again on asking', async () => {
    const shown = await show('pages/history/OperationsView/failed')
    const before = shown.host.inputsOf('history.list').length
    shown.host.answer({ 'history.list': { total: OPERATIONS.length, operations: [...OPERATIONS] } })
    await shown.click('[role=alert] .v-btn')
    await vi.waitFor(() => expect(chosen()).toBe(0))
    expect(shown.host.inputsOf('history.list').length).toBeGreaterThan(before)
  })
})

describe('restoring a revision', () => {
  const NOW = '[data-testid=restore-now]'
  const ID = 'pages/history/revisions/RestoreDialog'

  it('does what was shown, on the revision that it replaces', async () => {
    const shown = await show(`${ID}/differences`, {
      answers: {
        'commerce.restore': new Refusal('commerce.plan-moved', {}),
        'history.list': sinceFirstLook,
      },
    })
    expect(textsOf('[data-testid=restore-plan] dt')).toHaveLength(2)
    await shown.click(NOW)
    const [input] = shown.host.inputsOf('commerce.restore')
    expect(input).toMatchObject({ service: 'events', revision: 6, base: 11 })
    await vi.waitFor(() => expect(shown.host.inputsOf('commerce.planRestore')).toHaveLength(2))
    await vi.waitFor(() => expect(useNotices().current?.tone).toBe('failed'))
    expect(useNotices().current?.say().rest).toContain('Kari Nordmann')
    expect(shown.emitted.close).toBeUndefined()
  })

  it.each(['in production, something missing', 'nothing'])('is not possible: %s', async (state) => {
    const shown = await show(`${ID}/${state}`)
    expect(isDisabled(NOW)).toBe(true)
    await shown.click(NOW)
    expect(shown.host.inputsOf('commerce.restore')).toEqual([])
    await shown.press('Escape')
    expect(shown.emitted.close).toEqual([[]])
  })
})

describe('the settings of the site', () => {
  const SAVE = '[form=site-form]'
  const input = (name: string) => `[data-field=${name}] input`

  it('say at each field what is wrong with it, and are not saved', async () => {
    const shown = await show('pages/settings/SettingsPage/changed and wrong')
    expect(textsOf('p[role=alert]')).toHaveLength(2)
    await shown.press('Enter')
    expect(shown.host.inputsOf('site.update')).toEqual([])
  })

  it('lead to the first that is wrong when they are saved', async () => {
    const shown = await show('pages/settings/SettingsPage/changed and wrong')
    shown.find(SAVE).focus()
    await shown.click(SAVE)
    const [first] = [...document.querySelectorAll('#site-form [aria-invalid=true]')]
    expect(first).toBeDefined()
    expect(document.activeElement).toBe(first)
  })

  it('send only what is changed, by Enter or Ctrl+S', async () => {
    const site = { ...SITE, name: 'Vestlia Kurs og Konferanse' }
    const shown = await show('pages/settings/SettingsPage/saved', {
      answers: { 'site.update': { ...site, operationId: 50 } },
    })
    expect(isDisabled(SAVE)).toBe(true)
    await shown.type(input('name'), ' Vestlia Kurs og Konferanse ')
    await shown.press('Control+s')
    expect(shown.host.inputsOf('site.update')).toEqual([{ name: 'Vestlia Kurs og Konferanse' }])
    expect(useNotices().current?.undo).toBe(50)
    await vi.waitFor(() => expect(isDisabled(SAVE)).toBe(true))
  })

  it('ask to confirm the time zone, which counts as a change', async () => {
    const shown = await show('pages/settings/SettingsPage/not confirmed yet', {
      answers: { 'site.update': { ...SITE, operationId: 51 } },
    })
    expect(isDisabled(SAVE)).toBe(false)
    await shown.click(SAVE)
    expect(shown.host.inputsOf('site.update')).toEqual([{ timeZone: 'Europe/Oslo' }])
  })

  it('follow what is saved elsewhere, but never over what is being typed', async () => {
    const shown = await show('pages/settings/SettingsPage/saved')
    shown.host.emit({ name: 'site.onChanged', payload: { ...SITE, name: 'From another window' } })
    await shown.press()
    expect(shown.find(input('name'))).toHaveProperty('value', 'From another window')
    await shown.type(input('name'), 'Typed')
    shown.host.emit({ name: 'site.onChanged', payload: { ...SITE, name: 'Once more' } })
    await shown.press()
    expect(shown.find(input('name'))).toHaveProperty('value', 'Typed')
  })

  it('do not put back what another person saved meanwhile', async () => {
    const shown = await show('pages/settings/SettingsPage/saved', {
      answers: { 'site.update': { ...SITE, operationId: 52 } },
    })
    await shown.type(input('name'), 'Typed')
    const elsewhere = { ...SITE, promoLink: 'https://www.havbris.example/?code=%PromoCode%' }
    shown.host.emit({ name: 'site.onChanged', payload: elsewhere })
    await shown.press('Control+s')
    expect(shown.host.inputsOf('site.update')).toEqual([{ name: 'Typed' }])
  })

  it('name the field that another person saved while one typed in it, until that is saved or discarded', async () => {
    const shown = await show('pages/settings/SettingsPage/saved', {
      answers: { 'site.update': { ...SITE, name: 'Typed', operationId: 52 } },
    })
    const strip = () => document.querySelector('[data-testid="saved-otherwise"]')
    await shown.type(input('name'), 'Typed')
    shown.host.emit({
      name: 'site.onChanged',
      payload: { ...SITE, promoLink: 'https://www.havbris.example/' },
    })
    await shown.press()
    expect(strip()).toBeNull()
    shown.host.emit({ name: 'site.onChanged', payload: { ...SITE, name: 'Saved by somebody else' } })
    await shown.press()
    expect(shown.find(input('name'))).toHaveProperty('value', 'Typed')
    expect(strip()?.textContent).toMatch(
      /Endret et annet sted mens du skrev|Changed elsewhere while you were typing/,
    )
    await shown.press('Control+s')
    expect(shown.host.inputsOf('site.update')).toEqual([{ name: 'Typed' }])
    await shown.press()
    expect(strip()).toBeNull()
  })
})
