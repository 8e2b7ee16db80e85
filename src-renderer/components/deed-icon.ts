import { CalendarPlus, FileDown, Settings2, TicketPlus, Trash2, Undo2 } from '@lucide/vue'
import { type Component } from 'vue'
import { type Deed } from '#shared/contract/history.ts'

export const DEED_ICONS: Record<Deed['kind'], Component> = {
  'create-codes': TicketPlus,
  'extend-codes': CalendarPlus,
  'delete-codes': Trash2,
  'export-report': FileDown,
  'change-settings': Settings2,
  undo: Undo2,
}
