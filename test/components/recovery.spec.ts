import { describe, expect, it } from 'vitest'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { useRecovery } from '../../src-renderer/stores/recovery.ts'
import { RECOVERY_STATES } from '../workbench/data/recovery.ts'
import { show, textOf, textsOf } from './show.ts'

const screen = (state: string, options = {}) => show(`components/recovery/SiteRecovery/${state}`, options)
const buttons = () => textsOf('li button')

describe('the recovery screen', () => {
  it.each(Object.entries(RECOVERY_STATES))(
    'says in its own words that the site is %s, and has a way on',
    async (name) => {
      await screen(name)
      expect(textOf('h2')).not.toBe('')
      expect(buttons()).toContain('Try again')
      expect(buttons()).toContain('Open the sample data')
    },
  )

  it('has other words for every case', async () => {
    const said = new Set<string>()
    for (const name of Object.keys(RECOVERY_STATES)) {
      const shown = await screen(name)
      said.add(textOf('h2'))
      shown.unmount()
    }
    expect(said.size).toBe(Object.keys(RECOVERY_STATES).length)
  })

  it('takes the focus to what has happened', async () => {
    await screen('damaged')
    expect(document.activeElement?.textContent?.trim()).toBe('The site cannot be opened')
  })

  it('says that trying again changed nothing', async () => {
    const shown = await screen('disk full')
    expect(textOf('[role=status]')).toBe('')
    await shown.click('li:first-child button')
    expect(textOf('[role=status]')).toBe('Tried again. It is as before.')
    await shown.click('li:first-child button')
    expect(textOf('[role=status]')).toBe('Tried again 2 times. It is as before.')
  })

  it('says that the site is open where trying again has opened it', async () => {
    const well = { open: 'own', problem: null, readOnly: false } as const
    const shown = await screen('disk full', { answers: { 'recovery.retry': well } })
    await shown.click('li:first-child button')
    expect(useNotices().current?.say()).toEqual({ fact: 'The site is open.' })
    expect(useRecovery().isShown).toBe(false)
  })

  it('begins nothing else while it tries', async () => {
    const shown = await screen('trying')
    expect(
      [...document.querySelectorAll<HTMLButtonElement>('li button')].map(({ disabled }) => disabled),
    ).toEqual([true, true])
    expect(shown.host.inputsOf('recovery.retry')).toHaveLength(1)
  })

  it('leads back to a site that can be read', async () => {
    const shown = await screen('read only')
    useRecovery().isAsked = true
    expect(useRecovery().isShown).toBe(true)
    await shown.click('li:first-child button')
    expect(useRecovery().isShown).toBe(false)
  })
})
