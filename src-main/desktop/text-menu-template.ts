// Types alone: this is data, made and tested without an Electron.
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'
import { DESKTOP_TEXTS } from '#shared/languages/desktop-texts.ts'
import type { MenuItem } from '#shared/menu-items.ts'
import type { Language } from '#shared/preferences.ts'

/** What was under the pointer, or has the focus, when a menu was asked for. */
export type AskedFor = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'misspelledWord' | 'dictionarySuggestions' | 'editFlags'
>

export interface TextMenuOptions {
  language: Language
  /** What the window carries out; undo, redo and select all are among it. */
  items: readonly MenuItem[]
  choose(id: string): void
  /** Puts a suggested word in the place of the misspelled one. */
  replace(word: string): void
  learn(word: string): void
}

type Item = MenuItemConstructorOptions

/** The menu of a text field, or of text that is selected elsewhere; empty where there is nothing to do. */
export function textMenuTemplate(asked: AskedFor, options: TextMenuOptions): Item[] {
  if (asked.isEditable) return fieldMenu(asked, options)
  if (asked.selectionText.trim() === '') return []
  return [{ label: DESKTOP_TEXTS[options.language].menu.copy, role: 'copy' }]
}

function fieldMenu(asked: AskedFor, { language, items, choose, ...words }: TextMenuOptions): Item[] {
  const { menu } = DESKTOP_TEXTS[language]
  const flags = asked.editFlags
  const [selectAll, others] = [true, false].map((all) =>
    items
      .filter(({ id, section }) => section === 'edit' && (id === 'selectAll') === all)
      .map(({ id, label, enabled }): Item => ({ id, label, enabled, click: () => choose(id) })),
  ) as [Item[], Item[]]
  const clipboard: Item[] = [
    { label: menu.cut, role: 'cut', enabled: flags.canCut },
    { label: menu.copy, role: 'copy', enabled: flags.canCopy },
    { label: menu.paste, role: 'paste', enabled: flags.canPaste },
  ]
  const parts = [spellingPart(asked, language, words), others, clipboard, selectAll]
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, i): Item[] => (i === 0 ? part : [{ type: 'separator' }, ...part]))
}

function spellingPart(
  { misspelledWord: word, dictionarySuggestions }: AskedFor,
  language: Language,
  { replace, learn }: Pick<TextMenuOptions, 'replace' | 'learn'>,
): Item[] {
  if (word === '') return []
  const texts = DESKTOP_TEXTS[language].spelling
  const suggestions = dictionarySuggestions.map((label): Item => ({ label, click: () => replace(label) }))
  return [
    ...(suggestions.length > 0 ? suggestions : [{ label: texts.none, enabled: false }]),
    { label: texts.learn, click: () => learn(word) },
  ]
}
