import { expect, it, vi } from 'vitest'
import { keepFocus } from '../../src-renderer/composables/keep-focus.ts'

it('looks after what had the focus before it began, such as a field of the first screen', async () => {
  // There is no layout here: what is in the page can be seen.
  HTMLElement.prototype.checkVisibility = () => true
  document.body.innerHTML = '<main id="main"><h1>Locked</h1><div id="screen"><input /></div></main>'
  document.querySelector('input')?.focus()
  keepFocus()
  document.querySelector('#screen')?.remove()
  await vi.waitFor(() => expect(document.activeElement?.tagName).toBe('H1'))
})
