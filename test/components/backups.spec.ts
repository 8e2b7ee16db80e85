import { describe, expect, it } from 'vitest'
import { BACKUPS } from '../workbench/data/backups.ts'
import { SITE } from '../workbench/data/site.ts'
import { show, textOf } from './show.ts'

describe('the list of backups', () => {
  it('restores after a question that says what changes, and reports what was kept', async () => {
    const shown = await show('components/backups/BackupList/several', {
      answers: { 'backups.restore': { operationId: 9, site: SITE, kept: 'before-restore.sqlite' } },
    })
    await shown.click('.restore')
    expect(textOf('.dialog tbody')).toContain('Promo codes1,2041,310')
    expect(shown.host.inputsOf('backups.restore')).toEqual([])
    await shown.click('.dialog .actions button:last-child')
    expect(shown.host.inputsOf('backups.restore')).toEqual([{ id: BACKUPS.backups[0]?.id }])
    expect(document.querySelector('.dialog')).toBeNull()
    expect(shown.emitted.restored).toEqual([[SITE]])
  })

  it('does not offer to restore what cannot be', async () => {
    await show('components/backups/BackupList/with trouble')
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('.restore')]
    expect(buttons.map(({ disabled }) => disabled)).toEqual([true, true, true, true, false])
    expect(textOf('.content.bad')).toBe('Damaged, and cannot be restored.')
  })
})
