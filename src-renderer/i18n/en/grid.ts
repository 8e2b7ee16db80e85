import type { grid as source } from '../nb/grid.ts'
import type { Shape } from '../shape.ts'

export const grid: Shape<typeof source> = {
  tickAll: 'Select all rows',
  menu: 'Menu for {column}',
  cellMenu: 'Menu for the cell',
  sortUp: 'Sort ascending',
  sortDown: 'Sort descending',
  alsoUp: 'Sort by this as well, ascending',
  alsoDown: 'Sort by this as well, descending',
  unsort: 'Do not sort by this',
  filter: 'Filter …',
  filterBy: 'Filter by {column}',
  filtered: 'filtered',
  freeze: 'Freeze column',
  loosen: 'Unfreeze column',
  left: 'Move left',
  right: 'Move right',
  fit: 'Fit width',
  hide: 'Hide column',
  reset: 'Usual arrangement of columns',
  edit: 'Edit cell',
  copy: 'Copy',
  copyWithTitles: 'Copy with column names',
  paste: 'Paste',
  fillDown: 'Fill down',
  onlyThis: 'Show only “{value}”',
  onlyThisEmpty: 'Show only this value',
  tick: 'Select row | Select {n} rows',
  untick: 'Deselect row | Deselect {n} rows',
  keys: {
    space: 'Space',
    shift: 'Shift',
  },
  editing: '{column}, row {row}',
  readOnly: '{column} cannot be edited here.',
  readOnlyReport: 'The cells cannot be edited.',
  pasteByKey: 'Press Ctrl V to paste.',
  refused: '1 cell was not changed | {n} cells were not changed',
  next: 'Go to next',
  giveUp: 'Discard | Discard all',
  keepsText: 'Correct the text, or press Esc to discard it.',
  movedColumn: '{column} is now column {place} of {count}.',
  problems: {
    nothing: 'The clipboard has no text to paste.',
    'read-only': 'None of these columns can be edited. Choose cells under {columns}.',
    'too-many':
      'That makes {cells} cells. The limit is {most} at a time. Use the buttons below the report to change so many.',
    'rows-differ':
      'The clipboard has {lines} lines, but {ticked} rows are selected. Select as many rows, or copy a single cell.',
    'fill-one': 'Mark a range of at least two rows. The topmost row is filled down.',
  },
  leftOut: {
    readOnly:
      '1 cell in a read-only column was left alone. | {n} cells in read-only columns were left alone.',
    beyond: '1 line did not fit into the report. | {n} lines did not fit into the report.',
  },
}
