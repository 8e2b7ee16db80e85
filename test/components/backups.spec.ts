import { describe, expect, it, vi } from 'vitest'
import { BACKUPS } from '../workbench/data/backups.ts'
import { WRITTEN_PLAN } from '../workbench/data/replacement.ts'
import { SITE } from '../workbench/data/site.ts'
import { show, textOf } from './show.ts'

describe('the list of backups', () => {
  it('restores after a question that says what changes, and reports what was kept', async () => {
    const shown = await show('components/backups/BackupList/several', {
      answers: {
        'backups.plan': { plan: WRITTEN_PLAN },
        'backups.restore': { operationId: 9, site: SITE, kept: 'before-restore.sqlite' },
      },
    })
    await shown.click('.restore')
    await shown.appears('[data-testid=replacement-sides]')
    expect(textOf('.dialog tbody')).toContain('Promo codes1,3101,204')
    expect(shown.host.inputsOf('backups.plan')).toEqual([{ id: BACKUPS.backups[0]?.id }])
    expect(shown.host.inputsOf('backups.restore')).toEqual([])
    await shown.click('.dialog .actions button:last-child')
    // What the person saw of the site must still be so.
    expect(shown.host.inputsOf('backups.restore')).toEqual([{ id: BACKUPS.backups[0]?.id, expect: 330 }])
    expect(document.querySelector('.dialog')).toBeNull()
    expect(shown.emitted.restored).toEqual([[SITE]])
  })

  it('asks about the backup that the address names, until that is answered', async () => {
    const { file } = BACKUPS.backups[1]!
    const shown = await show('components/backups/BackupList/several', {
      answers: { 'backups.plan': { plan: WRITTEN_PLAN } },
    })
    await shown.router.push({ name: 'settings', query: { restore: file } })
    await shown.appears('[data-testid=replacement-sides]')
    expect(shown.host.inputsOf('backups.plan')).toEqual([{ id: BACKUPS.backups[1]?.id }])
    await shown.press('Escape')
    await vi.waitFor(() => expect(shown.router.currentRoute.value.query).toEqual({}))
    expect(document.querySelector('.dialog')).toBeNull()
  })

  it('does not offer to restore what cannot be', async () => {
    await show('components/backups/BackupList/with trouble')
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('.restore')]
    expect(buttons.map(({ disabled }) => disabled)).toEqual([true, true, true, true, false])
    expect(textOf('.content.bad')).toBe('Damaged, and cannot be restored.')
  })
})
