import { describe, expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { useRecovery } from '../../src-renderer/stores/recovery.ts'
import { useSite } from '../../src-renderer/stores/site.ts'
import { RECOVERY_STATES, RESCUED } from '../workbench/data/recovery.ts'
import { IN_FOLDER, SITE } from '../workbench/data/site.ts'
import { show, textOf, textsOf } from './show.ts'

const screen = (state: string, options = {}) => show(`components/recovery/SiteRecovery/${state}`, options)
const buttons = () => textsOf('.bad li button, .calm li button, .good li button')

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
    const others = [...document.querySelectorAll<HTMLButtonElement>('li button')]
    expect(others.length).toBeGreaterThan(2)
    expect(others.filter((one) => !one.disabled && !one.closest('[inert]'))).toEqual([])
    expect(shown.host.inputsOf('recovery.retry')).toHaveLength(1)
  })

  it('keeps what was announced while the state was read', async () => {
    const shown = await screen('read only')
    const loading = useRecovery().load()
    const well = { open: 'own', problem: null, readOnly: false } as const
    shown.host.emit({ name: 'recovery.onChanged', payload: well })
    await loading
    expect(useRecovery().state).toEqual(well)
  })

  it('lets pages read everything again once a damaged site is well, also where another window saw to that', async () => {
    const well = { open: 'own', problem: null, readOnly: false } as const
    const shown = await screen('read only')
    const { repairs } = useRecovery()
    shown.host.emit({ name: 'recovery.onChanged', payload: well })
    expect(useRecovery().repairs).toBe(repairs + 1)
    shown.host.emit({ name: 'recovery.onChanged', payload: well })
    expect(useRecovery().repairs).toBe(repairs + 1)
  })

  it('leaves pages as they are where the site is as it was', async () => {
    const shown = await screen('disk full')
    const { repairs } = useRecovery()
    const well = { open: 'own', problem: null, readOnly: false } as const
    shown.host.emit({ name: 'recovery.onChanged', payload: well })
    expect(useRecovery().repairs).toBe(repairs)
  })

  it('leads back to a site that can be read', async () => {
    const shown = await screen('read only')
    useRecovery().isAsked = true
    expect(useRecovery().isShown).toBe(true)
    await shown.click('li:nth-child(2) button')
    expect(useRecovery().isShown).toBe(false)
  })

  it('says what a rescue saved and lost before the new site is shown', async () => {
    const shown = await screen('damaged', { answers: { 'recovery.rescue': RESCUED } })
    await shown.click('li:first-child button')
    await shown.appears('[data-testid=rescue-result]')
    expect(textOf('h1')).toBe('The site is open again')
    expect(textsOf('.losses strong')).toEqual(['Promo codes', 'Details in the history'])
    expect(textsOf('.losses span')).toEqual([
      '1,281 saved, 3 lost, 1 may be altered',
      '908 saved, an unknown number lost',
    ])
    expect(textsOf('.losses code')).toEqual(['VESTLIA-7301, VESTLIA-7302, VAR26-0115'])
    expect(useSite().site).toEqual(RESCUED.site)
    await shown.click('[data-testid=rescue-result] ul:last-child li:first-child button')
    expect(useRecovery().rescued).toBe(null)
  })

  it('leads from a database that cannot be opened back to this computer', async () => {
    const shown = await show('components/recovery/SiteRecovery/in a database', {
      answers: { 'storagePlace.leave': { site: SITE, place: IN_FOLDER } },
    })
    await vi.waitFor(() => expect(buttons()).toContain('Open the site on this computer'))
    await shown.click('li:nth-child(2) button')
    expect(shown.host.inputsOf('storagePlace.leave')).toEqual([{}])
    await vi.waitFor(() =>
      expect(useNotices().current?.say().fact).toBe('The site on this computer is open.'),
    )
  })

  it('offers a rescue where something may be left to be read only', async () => {
    for (const [name, { problem }] of Object.entries(RECOVERY_STATES)) {
      const shown = await screen(name)
      const offered = buttons().includes('Save what can be read')
      expect(offered, name).toBe(['storage.damaged', 'site.read-only'].includes(problem?.code ?? ''))
      shown.unmount()
    }
  })
})

describe('the backups on the recovery screen', () => {
  it('are restored after a question, and the site is shown', async () => {
    const well = { open: 'own', problem: null, readOnly: false } as const
    const shown = await screen('gone beside backups', {
      answers: { 'backups.restore': { operationId: 7, site: SITE, kept: null } },
    })
    await shown.appears('[data-testid=backup-list] li')
    await shown.click('[data-testid=backup-list] li:first-child .restore')
    await shown.appears('[data-testid=replacement-sides]')
    await shown.click('[role=dialog] .actions button:last-child')
    await vi.waitFor(() => expect(shown.host.inputsOf('backups.restore')).toHaveLength(1))
    shown.host.emit({ name: 'recovery.onChanged', payload: well })
    await vi.waitFor(() => expect(useSite().site).toEqual(SITE))
    expect(useRecovery().isShown).toBe(false)
  })

  it('are what is left where a rescue finds nothing', async () => {
    const shown = await screen('damaged', {
      answers: { 'recovery.rescue': new Refusal('storage.damaged', {}) },
    })
    await shown.click('li:first-child button')
    expect(textOf('[role=status]')).toBe('Nothing in the database could be read. Restore a backup.')
  })
})

describe('the result of a rescue', () => {
  it('is saved to a file', async () => {
    const shown = await show('components/recovery/RescueResult/something lost', {
      answers: { 'recovery.saveLosses': { bytes: 200 } },
    })
    expect(buttons()).toEqual(['Continue', 'Save the list'])
    await shown.click('.good li:nth-child(2) button')
    await vi.waitFor(() => expect(useNotices().current?.say()).toEqual({ fact: 'The list is saved.' }))
    expect(shown.host.inputsOf('recovery.saveLosses')).toMatchObject([{ operationId: 214, language: 'en' }])
  })

  it('is not offered as a file where nothing was lost', async () => {
    await show('components/recovery/RescueResult/nothing lost')
    expect(buttons()).toEqual(['Continue'])
  })
})
