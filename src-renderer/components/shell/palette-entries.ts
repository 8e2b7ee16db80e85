import type { Component } from 'vue'
import type { Shortcut } from '../../actions/shortcuts.ts'
import type { ShownAction } from '../../actions/use-actions.ts'

/** One thing that the palette can open or do. */
export interface PaletteEntry {
  key: string
  group: 'pages' | 'actions' | 'codes'
  icon: Component
  title: string
  detail?: string
  shortcut?: Shortcut | undefined
  run: () => void
}

/** What can be done now, pages first. */
export const paletteEntries = (actions: readonly ShownAction[]): PaletteEntry[] =>
  (['pages', 'actions'] as const).flatMap((group) =>
    actions
      .filter(({ palette, enabled }) => palette === group && enabled)
      .map(({ id, icon, label, shortcuts, run }) => ({
        key: id,
        group,
        icon,
        title: label,
        shortcut: shortcuts[0],
        run: () => void run(),
      })),
  )

const plain = (text: string) => text.normalize('NFC').toLocaleLowerCase()

/**
 * The entries that fit what was typed: every word must begin a word of the title. Nothing typed fits everything.
 * Titles that begin with the text come first; otherwise the order stays.
 */
export function fitting(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  const fits = entries.filter(({ title }) => {
    const parts = plain(title).split(/[\s-]+/)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  })
  const first = words[0]
  if (first === undefined) return fits
  const rank = (entry: PaletteEntry) => (plain(entry.title).startsWith(first) ? 0 : 1)
  return fits
    .map((entry, i) => ({ entry, i }))
    .sort((a, b) => rank(a.entry) - rank(b.entry) || a.i - b.i)
    .map(({ entry }) => entry)
}
