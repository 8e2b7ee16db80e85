import type { Component } from 'vue'
import type { Status } from '#shared/domain/promo-code.ts'
import type { Shortcut } from '../../actions/shortcuts.ts'
import type { ShownAction } from '../../actions/use-actions.ts'

/** The groups of the palette, in the order that they have where none fits better. */
export type PaletteGroup =
  'recent' | 'pages' | 'fields' | 'actions' | 'views' | 'templates' | 'batches' | 'codes' | 'help'

/** One thing that the palette can open or do. */
export interface PaletteEntry {
  readonly key: string
  readonly group: PaletteGroup
  readonly icon: Component
  readonly title: string
  /** Where it is, or whose. */
  readonly detail?: string
  /** What it is found by as well: its titles in other languages, and other words for it. */
  readonly words?: readonly string[]
  /** A text about it, found by its words after everything else. */
  readonly about?: string
  readonly shortcut?: Shortcut | undefined
  /** Of a code. */
  readonly status?: Status
  run(): void
}

/** What can be done now, pages first; `wordsOf` gives what else an action is found by. */
export const actionEntries = (
  actions: readonly ShownAction[],
  wordsOf: (action: ShownAction) => readonly string[] = () => [],
): PaletteEntry[] =>
  (['pages', 'actions'] as const).flatMap((group) =>
    actions
      .filter(({ palette, enabled }) => palette === group && enabled)
      .map((action) => ({
        key: action.id,
        group,
        icon: action.icon,
        title: action.label,
        words: wordsOf(action),
        shortcut: action.shortcuts[0],
        run: () => void action.run(),
      })),
  )
