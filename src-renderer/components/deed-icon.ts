import {
  CalendarPlus,
  FileDown,
  FlaskConical,
  FolderOpen,
  History,
  KeyRound,
  Link2,
  Radio,
  Save,
  Settings2,
  ShieldCheck,
  SlidersHorizontal,
  TicketPlus,
  Trash2,
  Undo2,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { Deed } from '#shared/contract/history.ts'

export const DEED_ICONS: Record<Deed['kind'], Component> = {
  'create-codes': TicketPlus,
  'extend-codes': CalendarPlus,
  'delete-codes': Trash2,
  'export-report': FileDown,
  'change-settings': Settings2,
  'enable-service': Link2,
  'update-settings': SlidersHorizontal,
  publish: Radio,
  restore: History,
  'back-to-test': FlaskConical,
  'change-grant': ShieldCheck,
  'protect-secrets': KeyRound,
  'save-site-file': Save,
  'open-site-file': FolderOpen,
  undo: Undo2,
}
