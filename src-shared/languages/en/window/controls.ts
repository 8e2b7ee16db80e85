import type { controls as source } from '../../nb/window/controls.ts'
import type { Shape } from '../../shape.ts'

export const controls: Shape<typeof source> = {
  open: 'Open',
  close: 'Close',
  noDataText: 'No data available',
  input: { clear: 'Clear {0}', prependAction: '{0} prepended action', appendAction: '{0} appended action' },
}
