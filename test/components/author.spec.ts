import { describe, expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { BY_DATABASE, NAMED, UNNAMED } from '../workbench/data/site.ts'
import { show, textOf } from './show.ts'

const FIELD = 'pages/settings/AuthorField'
const input = () => document.querySelector<HTMLInputElement>('[data-field=author] input')
const shownField = (story: string, options: Parameters<typeof show>[1] = {}) =>
  show(`${FIELD}/${story}`, options).then(async (shown) => {
    await vi.waitFor(() => expect(textOf('[data-field=author]')).not.toBe(''))
    return shown
  })

describe('the name of the person', () => {
  it('is not needed in a folder, and there is none', async () => {
    await shownField('nobody is named')
    expect(input()?.value).toBe('')
    expect(textOf('[data-field=author]')).toContain('only you use the site')
  })

  it('is the user of the database until another one is set, which is kept when the field is left', async () => {
    const shown = await shownField('by the database', { answers: { 'author.set': NAMED } })
    expect(input()?.value).toBe('')
    expect(input()?.placeholder).toBe('kari')
    expect(textOf('[data-field=author]')).toContain('the database’s user, kari')
    await shown.type('[data-field=author] input', ' Kari Nordmann ')
    input()?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
    await vi.waitFor(() => expect(input()?.value).toBe('Kari Nordmann'))
    expect(shown.host.inputsOf('author.set')).toEqual([{ name: 'Kari Nordmann' }])
    expect(textOf('[data-field=author]')).not.toContain('Without a name')
  })

  it('is none of one’s own again where the field is emptied', async () => {
    const shown = await shownField('named', { answers: { 'author.set': BY_DATABASE } })
    await vi.waitFor(() => expect(input()?.value).toBe('Kari Nordmann'))
    await shown.type('[data-field=author] input', '')
    input()?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
    await vi.waitFor(() => expect(shown.host.inputsOf('author.set')).toEqual([{ name: null }]))
  })

  it('is not kept where it cannot be one', async () => {
    const shown = await shownField('nobody is named', { answers: { 'author.set': UNNAMED } })
    await shown.type('[data-field=author] input', 'a'.repeat(101))
    input()?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
    await vi.waitFor(() => expect(textOf('[data-field=author]')).toContain('at most 100 characters'))
    expect(shown.host.inputsOf('author.set')).toEqual([])
  })

  it('is not to be set where the start gave it', async () => {
    await shownField('by the start')
    expect(input()).toBeNull()
    expect(textOf('[data-testid=given-author]')).toBe('Kari Nordmann')
    expect(textOf('.hint')).toContain('ECOMMERCE_ADMIN_AUTHOR')
  })

  it('stays as it is where it cannot be kept', async () => {
    const shown = await shownField('by the database', {
      answers: { 'author.set': new Refusal('author.by-environment', {}) },
    })
    await shown.type('[data-field=author] input', 'Kari')
    input()?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
    await vi.waitFor(() => expect(shown.host.inputsOf('author.set')).toHaveLength(1))
    expect(input()?.value).toBe('Kari')
  })
})
