import { nextTick } from 'vue'
import { describe, expect, it } from 'vitest'
import type { Instant } from '#shared/domain/dates.ts'
import type { RecoveryState } from '#shared/contract/recovery.ts'
import { useBackend } from '../../src-renderer/stores/backend.ts'
import { useRecovery } from '../../src-renderer/stores/recovery.ts'
import type { MountedStory } from '../workbench/mount-story.ts'
import { show, textOf } from './show.ts'

const well = { open: 'own', problem: null, readOnly: false } as const
const reader: RecoveryState = {
  open: 'own',
  problem: { code: 'database.read-only-user', message: '', details: {} },
  readOnly: true,
}
const unanswered: RecoveryState = { ...well, unansweredSince: '2026-11-23T13:32:00.000Z' as Instant }

/** The backend says how the site is. */
async function become({ host }: MountedStory, state: RecoveryState): Promise<void> {
  // Listens from now on, if it has not yet.
  useRecovery()
  host.emit({ name: 'recovery.onChanged', payload: state })
  await nextTick()
  await nextTick()
}
const button = (selector: string) => document.querySelector<HTMLButtonElement>(selector)

describe('a site that cannot be changed now', () => {
  it.each([
    ['the user may only read', reader, 'Your database user may only read.'],
    ['the database does not answer', unanswered, 'Waiting for the database to answer.'],
  ])('has what would change it off, and says that %s', async (_what, state, why) => {
    const shown = await show('components/ChangeButton/usual')
    await become(shown, state)
    expect(button('.story-room button')).toMatchObject({ disabled: true, title: why })
    await become(shown, well)
    expect(button('.story-room button')).toMatchObject({ disabled: false, title: '' })
  })

  it('leaves what only looks as it is', async () => {
    await become(await show('pages/report/SelectionBar/some selected'), reader)
    const off = [...document.querySelectorAll('button')].filter(
      (one) => one.disabled || one.getAttribute('aria-disabled') === 'true',
    )
    const texts = off.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())
    expect(texts.join('; ')).toMatch(/Extend.*Delete.*Send/)
    expect(texts.join('; ')).not.toMatch(/Export/)
  })
})

describe('the strips', () => {
  it('say that the user may only read, and look again on request', async () => {
    const shown = await show('components/shell/ReadOnlyStrip/the user may only read', {
      answers: { 'recovery.retry': well },
    })
    await become(shown, reader)
    expect(textOf('[data-testid=read-only-strip] strong')).toBe('Your database user may only read.')
    await shown.click('[data-testid=read-only-strip] button')
    expect(useRecovery().readOnly).toBeNull()
  })

  it('say since when the database does not answer, and everything is read again once it does', async () => {
    const shown = await show('components/shell/BackendStrip/the database does not answer')
    expect(textOf('[data-testid=unanswered-strip]')).toMatch(/The database has not answered since .*\d/)
    const before = useBackend().returned
    await become(shown, well)
    expect(textOf('[data-testid=unanswered-strip]')).toBe('')
    expect(useBackend().returned).toBe(before + 1)
  })
})
