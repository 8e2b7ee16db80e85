import type { MenuItemConstructorOptions } from 'electron'
import { expect, it } from 'vitest'
import { LANGUAGES } from '#shared/languages/languages.ts'
import type { MenuItem } from '#shared/menu-items.ts'
import { type AskedFor, textMenuTemplate } from '../../../src-main/desktop/text-menu-template.ts'

const FLAGS = {
  canUndo: true,
  canRedo: false,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canDelete: true,
  canSelectAll: true,
  canEditRichly: false,
}
const FIELD: AskedFor = {
  isEditable: true,
  selectionText: '',
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags: FLAGS,
}
const item = (id: string, section: MenuItem['section'] = 'edit'): MenuItem => ({
  id,
  section,
  label: id,
  accelerator: null,
  enabled: true,
})
const items = [item('undo'), item('redo'), item('selectAll'), item('find', 'find')]

function menu(asked: Partial<AskedFor>, language: (typeof LANGUAGES)[number] = 'nb') {
  const done: string[] = []
  const note = (what: string) => (text: string) => void done.push(`${what} ${text}`)
  const made = textMenuTemplate(
    { ...FIELD, ...asked },
    { language, items, choose: note('chose'), replace: note('replaced'), learn: note('learnt') },
  )
  return { done, made, labels: made.map(({ type, label }) => (type === 'separator' ? '-' : label)) }
}
const press = (entry: MenuItemConstructorOptions | undefined) => (entry?.click as () => void)()

it('of a field has undo, the clipboard and select all, as far as each can be done', () => {
  const { done, made, labels } = menu({ editFlags: { ...FLAGS, canCut: false } })
  expect(labels).toEqual(['undo', 'redo', '-', 'Klipp ut', 'Kopier', 'Lim inn', '-', 'selectAll'])
  expect(made.filter(({ enabled }) => enabled === false).map(({ role }) => role)).toEqual(['cut'])
  press(made[0])
  expect(done).toEqual(['chose undo'])
})

it('begins with the words that were probably meant', () => {
  const { done, made, labels } = menu({
    misspelledWord: 'rabat',
    dictionarySuggestions: ['rabatt', 'rabatter'],
  })
  expect(labels.slice(0, 4)).toEqual(['rabatt', 'rabatter', 'Legg til i ordlisten', '-'])
  made.slice(0, 3).forEach(press)
  expect(done).toEqual(['replaced rabatt', 'replaced rabatter', 'learnt rabat'])
})

it('says that there is no suggestion', () => {
  const { made } = menu({ misspelledWord: 'xqzv' })
  expect(made[0]).toMatchObject({ label: 'Ingen forslag', enabled: false })
})

it('of selected text elsewhere has Copy, and of nothing there is none', () => {
  expect(menu({ isEditable: false, selectionText: 'VAAR-2026' }).labels).toEqual(['Kopier'])
  expect(menu({ isEditable: false, selectionText: ' \n' }).labels).toEqual([])
})

it('has words in every language', () => {
  for (const language of LANGUAGES) expect(menu({ misspelledWord: 'x' }, language).labels).not.toContain('')
})
