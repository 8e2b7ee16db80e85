import { describe, expect, it, vi } from 'vitest'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { operation } from '../workbench/data/history.ts'
import type { MountedStory } from '../workbench/mount-story.ts'
import { show } from './show.ts'

const FORM = 'pages/commerce/ServiceFormView/saved'
const field = (name: string) => `[data-field=${name}] :is(input, textarea)`
const valueOf = (selector: string) => document.querySelector<HTMLInputElement>(selector)?.value
const cards = () =>
  [...document.querySelectorAll<HTMLInputElement>('[data-field=cards] input')].map(({ checked }) => checked)
const last = operation({ kind: 'delete-codes', changed: 21, skipped: [] })
const answers = {
  'history.undoRedo': { undo: last, redo: last, redoElsewhere: null },
  'history.undo': { operationId: 2, changed: 21 },
} as const
const undone = (shown: MountedStory) => shown.host.inputsOf('history.undo').length

async function tickFirstUnticked(shown: MountedStory): Promise<void> {
  const at = cards().indexOf(false)
  const box = [...document.querySelectorAll<HTMLInputElement>('[data-field=cards] input')][at]
  box?.focus()
  box?.click()
  await shown.press()
}

describe('undo in a form', () => {
  it('unticks a box and ticks it again, and reaches no operation', async () => {
    const shown = await show(FORM, { answers })
    const before = cards()
    await tickFirstUnticked(shown)
    const after = cards()
    expect(after).not.toEqual(before)
    await shown.press('Control+z')
    expect(cards()).toEqual(before)
    await shown.press('Control+y')
    expect(cards()).toEqual(after)
    await shown.press('Control+z')
    expect(cards()).toEqual(before)
    await shown.press('Control+Shift+z')
    expect(cards()).toEqual(after)
    expect(undone(shown)).toBe(0)
  })

  it('takes typing in one field as one step until it pauses, another field as the next, passwords too', async () => {
    const shown = await show(FORM, { answers })
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000)
    const [name, support] = [valueOf(field('merchantName')), valueOf(field('support'))]
    await shown.type(field('merchantName'), 'V')
    await shown.type(field('merchantName'), 'Ve')
    await shown.type(field('support'), 'x')
    shown.find('[data-field=password] button').focus()
    await shown.click('[data-field=password] button')
    await shown.type(field('password'), 'hemmelig')
    await shown.press('Control+z')
    expect([valueOf(field('password')), valueOf(field('support'))]).toEqual(['', 'x'])
    await shown.press('Control+z', 'Control+z', 'Control+z')
    expect([valueOf(field('merchantName')), valueOf(field('support'))]).toEqual([name, support])
    await shown.press('Control+y', 'Control+y', 'Control+y', 'Control+y')
    expect([valueOf(field('merchantName')), valueOf(field('support')), valueOf(field('password'))]).toEqual([
      'Ve',
      'x',
      'hemmelig',
    ])

    await shown.type(field('password'), 'hemmelige')
    now.mockReturnValue(3000)
    await shown.type(field('password'), 'hemmeligere')
    await shown.press('Control+z')
    now.mockRestore()
    expect(valueOf(field('password'))).toBe('hemmelige')
    expect(undone(shown)).toBe(0)
  })

  it('says that there is nothing left while the form has the focus, and leaves operations alone', async () => {
    const shown = await show(FORM, { answers })
    shown.find(field('merchantName')).focus()
    await shown.press('Control+z')
    expect(useNotices().current?.say().fact).toBe('There is nothing to undo in this form.')
    await shown.press('Control+y')
    expect(useNotices().current?.say().fact).toBe('There is nothing to redo in this form.')
    expect(undone(shown)).toBe(0)
  })

  it('is about the form as well where nothing has the focus, and about operations once nothing is left', async () => {
    const shown = await show(FORM, { answers })
    const before = cards()
    await tickFirstUnticked(shown)
    ;(document.activeElement as HTMLElement).blur()
    await shown.press('Control+z')
    expect(cards()).toEqual(before)
    expect(undone(shown)).toBe(0)
    await shown.press('Control+z')
    await vi.waitFor(() => expect(shown.host.inputsOf('history.undo')).toEqual([{ operationId: last.id }]))
  })

  it('takes the place of the browser’s own undo by its menu', async () => {
    const shown = await show(FORM, { answers })
    const before = cards()
    await tickFirstUnticked(shown)
    const asked = new InputEvent('beforeinput', { inputType: 'historyUndo', bubbles: true, cancelable: true })
    shown.find(field('merchantName')).dispatchEvent(asked)
    await shown.press()
    expect(asked.defaultPrevented).toBe(true)
    expect(cards()).toEqual(before)
  })

  it('is there on the settings page', async () => {
    const shown = await show('pages/settings/SettingsPage/changed and wrong', { answers })
    expect(valueOf('[data-field=recipientLimit] input')).toBe('mange')
    await shown.press('Control+z', 'Control+z')
    expect(valueOf('[data-field=recipientLimit] input')).not.toBe('mange')
    expect(valueOf('[data-field=name] input')).not.toBe('')
    expect(undone(shown)).toBe(0)
  })
})
