import { describe, expect, it } from 'vitest'
import { show, textOf, textsOf } from './show.ts'

const ID = 'components/replacement/ReplacementDialog'
const BUTTON = '[data-testid=replace-site]'
const isDisabled = () => document.querySelector<HTMLButtonElement>(BUTTON)?.disabled

describe('replacing a site', () => {
  it('names the site, its mode and what is in both', async () => {
    const shown = await show(`${ID}/earlier state`)
    expect(textOf('.dialog h2')).toBe('Replace Vestlia Kurs?')
    expect(textsOf('[data-testid=replacement-sides] thead .mode-tag')).toEqual(['Test', 'Test'])
    expect(textsOf('[data-testid=replacement-sides] tbody th')).toEqual([
      'Promo codes',
      'Batches',
      'Redemptions',
      'Messages',
      'E-commerce revisions',
      'Operations in the history',
      'Last changed',
    ])
    expect(textOf('[data-testid=replacement-lost]')).toMatch(
      /^What was done after .* is not in it: 18 operations\.$/,
    )
    await shown.click(BUTTON)
    expect(shown.emitted.replace).toEqual([[]])
  })

  it('waits for the look at what comes, and says what is wrong with it', async () => {
    await show(`${ID}/being checked`)
    expect(isDisabled()).toBe(true)
    document.body.replaceChildren()
    const shown = await show(`${ID}/refused`)
    expect(isDisabled()).toBe(true)
    await shown.click('[role=alert] .v-btn')
    expect(shown.emitted.again).toEqual([[]])
  })

  it('shows what changes for real payments, and needs a word on it and the ink button', async () => {
    const shown = await show(`${ID}/real payments`)
    expect(textsOf('[data-testid=replacement-live] > p')).toEqual([
      'Webex Events stays in production, but with other settings.',
      'Webex Training is no longer in production.',
    ])
    expect(textsOf('[data-testid=differences] tbody th[scope=row]')).toEqual([
      'Merchant name',
      'Customer support info',
    ])
    expect(textOf(BUTTON)).toBe('Replace Fjordkurs AS')
    expect(shown.find(BUTTON).className).toContain('bg-production')
    expect(isDisabled()).toBe(true)
    await shown.click('[data-testid=replacement-seen]')
    expect(isDisabled()).toBe(false)
  })

  it('is an opening where there is nothing to replace', async () => {
    await show(`${ID}/no site is open`)
    expect(textOf('.dialog h2')).toBe('Restore Vestlia Kurs?')
    expect(textOf(BUTTON)).toBe('Restore')
  })
})
