import type { Command } from '#shared/commands.ts'
import type { Host } from './host.ts'
import { createListeners } from './listeners.ts'

/** The keys that browsers leave to pages; the others belong to the desktop menu. */
const keys: readonly { key: string; held: 'none' | 'ctrl' | 'alt'; command: Command }[] = [
  { key: 'F1', held: 'none', command: 'help.keys' },
  { key: 'k', held: 'ctrl', command: 'search.focus' },
  { key: 'e', held: 'ctrl', command: 'report.export' },
  { key: 'n', held: 'alt', command: 'codes.create' },
  { key: '1', held: 'alt', command: 'page.overview' },
  { key: '2', held: 'alt', command: 'page.report' },
  { key: '3', held: 'alt', command: 'page.create' },
  { key: '4', held: 'alt', command: 'page.history' },
  { key: '5', held: 'alt', command: 'page.settings' },
]

const heldOf = ({ ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  ctrlKey || metaKey ? (altKey ? 'both' : 'ctrl') : altKey ? 'alt' : 'none'

/** Commands of a page without a menu. */
export function createBrowserCommands(): Host['onCommand'] {
  const listeners = createListeners<Command>()
  window.addEventListener('keydown', (event) => {
    const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const found = keys.find(({ key, held }) => key === pressed && held === heldOf(event))
    if (!found || event.shiftKey || event.defaultPrevented) return
    event.preventDefault()
    listeners.emit(found.command)
  })
  return listeners.add
}
