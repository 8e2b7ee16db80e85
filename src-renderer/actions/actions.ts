import {
  Download,
  FileSpreadsheet,
  FlaskRound,
  House,
  Info,
  Keyboard,
  ListChecks,
  ListFilter,
  Menu,
  Monitor,
  Moon,
  PanelLeft,
  PanelRight,
  Plus,
  Printer,
  QrCode,
  Redo2,
  Save,
  Search,
  Sun,
  TicketPlus,
  Undo2,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { Router } from 'vue-router'
import type { SiteKind } from '#shared/contract/site.ts'
import type { MenuSection } from '#shared/menu-items.ts'
import type { LanguageDefinition } from '#shared/languages/language-definition.ts'
import type { Host } from '../host/host.ts'
import type { useExampleFile } from '../stores/example-file.ts'
import type { useFormUndos } from '../stores/form-undos.ts'
import type { usePreferences } from '../stores/preferences.ts'
import type { useSheets } from '../stores/sheets.ts'
import type { useSite } from '../stores/site.ts'
import type { useUndo } from '../stores/undo.ts'
import { focusNextPane } from './panes.ts'
import type { Shortcuts } from './shortcuts.ts'

export type ShellTexts = LanguageDefinition['start']['shell']
/** A page, by the name of its route. Each has a text, and each text a page (`pages.ts`). */
export type PageName = keyof ShellTexts['pages']
/** An action, by the key of its label. Each has a text, and each text an action. */
export type ActionName = keyof ShellTexts['actions']

/** What actions work on. */
export interface ActionTools {
  readonly host: Host
  readonly router: Router
  readonly undo: ReturnType<typeof useUndo>
  readonly forms: ReturnType<typeof useFormUndos>
  readonly site: ReturnType<typeof useSite>
  readonly preferences: ReturnType<typeof usePreferences>
  readonly example: ReturnType<typeof useExampleFile>
  readonly sheets: ReturnType<typeof useSheets>
  openSite(kind: SiteKind): Promise<void>
}

/** What a text field does by itself. */
export type TextCommand = 'undo' | 'redo' | 'selectAll'

/**
 * One thing that a person can have done. The application menu, the palette, the sheet of shortcuts and the buttons are
 * made from this record; its label is the message `shell.actions.NAME`.
 */
export interface Action {
  readonly icon: Component
  readonly keys: Shortcuts | null
  /** The part of the application menu that it is in. */
  readonly menu: MenuSection | null
  readonly inPalette: boolean
  /** The page that it belongs to; null for one that is done anywhere. */
  readonly page: PageName | null
  /** Null where the page that is open does it, which then says how (`useActionHandlers`). */
  readonly run: ((tools: ActionTools) => unknown) | null
  /** Left out where there is nothing to do with it. */
  readonly offered?: (tools: ActionTools) => boolean
  /** What it is in a text field: there its keys and its menu entry are about the text. */
  readonly inText?: TextCommand
}

const anywhere = { page: null, menu: null, inPalette: true, keys: null } as const
/** What the open page does. From the menu it opens its page first. */
const ofPage = <P extends PageName>(page: P) => ({ ...anywhere, page, run: null }) as const

export const ACTIONS = {
  createCodes: {
    ...anywhere,
    icon: TicketPlus,
    keys: { desktop: ['Control+N'], browser: ['Alt+N'] },
    menu: 'codes',
    // The page itself is there.
    inPalette: false,
    run: ({ router }) => router.push({ name: 'create' }),
  },
  exportReport: { ...ofPage('report'), icon: Download, keys: ['Control+E'], menu: 'codes' },
  searchReport: { ...ofPage('report'), icon: Search, keys: ['Control+F'] },
  findCodes: { ...ofPage('report'), icon: ListFilter, keys: ['Control+Shift+F'] },
  printReport: { ...ofPage('report'), icon: Printer, keys: ['Control+P'] },
  printCards: { ...ofPage('report'), icon: QrCode },
  createNow: { ...ofPage('create'), icon: Plus, keys: ['Control+Enter'] },
  save: { ...anywhere, icon: Save, keys: ['Control+S'], run: null },
  undo: {
    ...anywhere,
    icon: Undo2,
    keys: ['Control+Z'],
    menu: 'edit',
    inText: 'undo',
    run: ({ undo, forms }) => forms.step('undo') || undo.undoLatest(),
  },
  redo: {
    ...anywhere,
    icon: Redo2,
    keys: { mac: ['Control+Shift+Z'], others: ['Control+Y', 'Control+Shift+Z'] },
    menu: 'edit',
    inText: 'redo',
    run: ({ undo, forms }) => forms.step('redo') || undo.redoLatest(),
  },
  selectAll: {
    ...anywhere,
    icon: ListChecks,
    keys: ['Control+A'],
    menu: 'edit',
    inPalette: false,
    inText: 'selectAll',
    run: null,
  },
  saveExample: { ...anywhere, icon: FileSpreadsheet, run: ({ example }) => example.saveExample() },
  openSample: {
    ...anywhere,
    icon: FlaskRound,
    menu: 'site',
    run: ({ openSite }) => openSite('sample'),
    offered: ({ site }) => site.site?.kind !== 'sample',
  },
  openOwn: {
    ...anywhere,
    icon: House,
    menu: 'site',
    run: ({ openSite }) => openSite('own'),
    offered: ({ site }) => site.site?.kind === 'sample',
  },
  toLight: { ...anywhere, icon: Sun, run: ({ preferences }) => preferences.setTheme('light') },
  toDark: { ...anywhere, icon: Moon, run: ({ preferences }) => preferences.setTheme('dark') },
  toSystem: { ...anywhere, icon: Monitor, run: ({ preferences }) => preferences.setTheme('system') },
  find: {
    ...anywhere,
    icon: Search,
    keys: ['Control+K'],
    menu: 'find',
    // It opens the palette.
    inPalette: false,
    run: ({ sheets }) => (sheets.palette = true),
  },
  openMenu: {
    ...anywhere,
    icon: Menu,
    keys: { desktop: ['F10'], browser: [] },
    inPalette: false,
    run: ({ host }) => host.windowControls?.popupMenu(),
    // A Mac has its menu at the top of the screen.
    offered: ({ host }) => host.windowControls !== null && host.platform !== 'darwin',
  },
  nextPane: {
    ...anywhere,
    icon: PanelRight,
    keys: ['F6'],
    inPalette: false,
    run: () => focusNextPane(document, false),
  },
  previousPane: {
    ...anywhere,
    icon: PanelLeft,
    keys: ['Shift+F6'],
    inPalette: false,
    run: () => focusNextPane(document, true),
  },
  keys: {
    ...anywhere,
    icon: Keyboard,
    keys: ['F1'],
    menu: 'help',
    run: ({ sheets }) => (sheets.keys = true),
  },
  about: { ...anywhere, icon: Info, menu: 'about', run: ({ sheets }) => (sheets.about = true) },
} as const satisfies Record<ActionName, Action>

/** The actions that the open page does. */
export type GivenAction = {
  [A in ActionName]: (typeof ACTIONS)[A]['run'] extends null ? A : never
}[ActionName]
/** Those that belong to this page. */
export type ActionOfPage<P extends PageName> = {
  [A in ActionName]: (typeof ACTIONS)[A]['page'] extends P ? A : never
}[ActionName]
