import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { menuItemSchema } from '#shared/menu-items.ts'
import { type Language, LANGUAGES } from '#shared/preferences.ts'
import {
  type Action,
  ACTIONS,
  type ActionName,
  type PageName,
} from '../../../src-renderer/actions/actions.ts'
import { navigationKey } from '../../../src-renderer/actions/navigation.ts'
import { ariaShortcut, keysOf, shortcutOf } from '../../../src-renderer/actions/shortcuts.ts'
import {
  useActionHandlers,
  useActions,
  type ActionHandler,
} from '../../../src-renderer/actions/use-actions.ts'
import { hostKey, provideApi } from '../../../src-renderer/api-client.ts'
import { GRID_KEYS, type GridKeyName } from '../../../src-renderer/components/grid/grid-keys.ts'
import { actionOf, editorActionOf } from '../../../src-renderer/components/grid/keyboard.ts'
import { actionEntries } from '../../../src-renderer/components/shell/palette-entries.ts'
import { sheetGroups } from '../../../src-renderer/components/shell/shortcut-sheet.ts'
import type { Host } from '../../../src-renderer/host/host.ts'
import { NAVIGATION, PAGES } from '../../../src-renderer/pages.ts'
import { useSheets } from '../../../src-renderer/stores/sheets.ts'
import { allMessages } from './all-messages.ts'

const sources = Object.values(
  import.meta.glob<string>('../../../src-renderer/pages/**/*.{vue,ts}', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)
const NAMES = Object.keys(ACTIONS) as ActionName[]
const entries = NAVIGATION.flatMap((group) => group.entries)

/** The actions of a window on this host, in this language; `reports` are the handlers of an open report. */
async function windowOn(
  kind: Host['kind'],
  language: Language = 'nb',
  report?: Parameters<typeof useActionHandlers<'report'>>[1],
) {
  const off = () => undefined
  const host = {
    kind,
    preferences: { language, theme: 'light' },
    onEvent: () => off,
    onBackendState: () => off,
  } as unknown as Host
  const router = createRouter({
    history: createMemoryHistory(),
    routes: Object.entries(PAGES).map(([name, { path }]) => ({
      path,
      name,
      component: { render: () => null },
    })),
  })
  const messages = allMessages(language)
  let made: { actions: ReturnType<typeof useActions>; sheets: ReturnType<typeof useSheets> } | undefined
  const app = createSSRApp({
    setup() {
      made = { actions: useActions(), sheets: useSheets() }
      if (report) useActionHandlers('report', report)
      return () => null
    },
  })
  app.provide(hostKey, host)
  app.provide(navigationKey, NAVIGATION)
  provideApi(app, () => Promise.reject(new Error('no backend')), off)
  app.use(createPinia())
  app.use(messages)
  app.use(router)
  await renderToString(app)
  if (!made) throw new Error('setup did not run')
  return { ...made, router, t: (key: string) => messages.global.t(key) }
}

const printed = (shortcut: Parameters<typeof keysOf>[0]) => keysOf(shortcut, (key) => key, false)

describe('the actions', () => {
  it.each(LANGUAGES)('have labels of their own (%s)', async (language) => {
    const { actions } = await windowOn('desktop', language)
    const labels = actions.all.filter(({ id }) => id !== 'createCodes').map(({ label }) => label)
    for (const label of labels) expect(label).toMatch(/^\p{Lu}[^.{]*$/u)
    expect(new Set(labels).size).toBe(labels.length)
  })

  it('are translated', async () => {
    const [nb, en] = [await windowOn('desktop', 'nb'), await windowOn('desktop', 'en')]
    for (const name of NAMES) expect(nb.actions.named[name].label).not.toBe(en.actions.named[name].label)
  })

  it.each(['desktop', 'browser'] as const)('share no shortcut on any page (%s)', async (kind) => {
    const { actions } = await windowOn(kind)
    for (const page of [null, ...Object.keys(PAGES)]) {
      const keys = actions.all
        .filter((action) => action.page === null || action.page === page || action.menu !== null)
        .flatMap(({ shortcuts }) => shortcuts)
      expect(keys.length).toBeGreaterThan(8)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  it('are all in the palette, those that can be done now, unless they say otherwise', async () => {
    const nothing: ActionHandler = { run: () => undefined, enabled: () => false }
    const { actions, router } = await windowOn('desktop', 'nb', {
      searchReport: { run: () => router.push('/history') },
      findCodes: nothing,
      printReport: nothing,
      printCards: nothing,
      exportReport: nothing,
    })
    const offered = actionEntries(actions.all)
    expect(offered.map(({ key }) => key)).toEqual([
      ...entries.map(({ key }) => `page.${key}`),
      ...NAMES.filter(
        (name) =>
          (ACTIONS[name] as Action).inPalette &&
          (ACTIONS[name].run !== null || name === 'searchReport') &&
          name !== 'openOwn',
      ),
      'language.en',
    ])
    const [first] = offered.filter(({ key }) => key === 'searchReport')
    first?.run()
    await router.isReady()
    expect(router.currentRoute.value.name).toBe('history')
  })

  it('are in the application menu where they say so, as it accepts them', async () => {
    const { actions } = await windowOn('desktop')
    expect(actions.menuItems.map(({ id }) => id)).toEqual([
      ...entries.map(({ key }) => `page.${key}`),
      ...NAMES.filter((name) => ACTIONS[name].menu !== null && name !== 'openOwn'),
    ])
    for (const item of actions.menuItems) expect(() => menuItemSchema.parse(item)).not.toThrow()
    const report = actions.menuItems.find(({ id }) => id === 'page.report')
    expect(report).toMatchObject({
      label: 'Kampanjekoderapport',
      accelerator: 'CmdOrCtrl+2',
      section: 'pages',
    })
  })

  it.each(['desktop', 'browser'] as const)(
    'are in the sheet where they have a shortcut (%s)',
    async (kind) => {
      const { actions, t } = await windowOn(kind)
      const groups = sheetGroups(actions.all, null, { t, keys: printed }, true)
      const rows = groups.flatMap((group) => group.rows)
      const keyed = actions.all.filter(({ shortcuts }) => shortcuts.length > 0)
      for (const { label, shortcuts } of keyed)
        expect(rows).toContainEqual({
          keys: shortcuts.slice(0, 1).flatMap((one) => printed(one)),
          meaning: label,
        })
      // Tab and Escape belong to no action.
      expect(rows).toHaveLength(keyed.length + 2 + Object.keys(GRID_KEYS).length)
      expect(groups.find(({ key }) => key === 'report')?.title).toBe('Kampanjekoderapport')
    },
  )

  it('of the page in focus come first in the sheet, before those that work everywhere', async () => {
    const does: ActionHandler = { run: () => undefined }
    const { actions, t } = await windowOn('desktop', 'nb', {
      searchReport: does,
      findCodes: does,
      printReport: does,
      printCards: does,
      exportReport: does,
    })
    const keysOn = (page: PageName) =>
      sheetGroups(actions.all, page, { t, keys: printed }).map(({ key }) => key)
    expect(keysOn('report')).toEqual(['report', 'grid', 'everywhere', 'pages'])
    expect(keysOn('history')).toEqual(['everywhere', 'pages'])
    const [ofPage] = sheetGroups(actions.all, 'report', { t, keys: printed })
    expect(ofPage?.rows).toContainEqual({ keys: ['Ctrl', 'F'], meaning: t('shell.actions.searchReport') })
    const everywhere = sheetGroups(actions.all, 'history', { t, keys: printed })[0]
    // Nothing on that page is saved.
    expect(everywhere?.rows.map(({ meaning }) => meaning)).not.toContain(t('shell.actions.save'))
  })

  it('that belong to a page open it from the menu, and have their keys only there', async () => {
    const { actions, router } = await windowOn('desktop')
    expect(actions.named.searchReport).toMatchObject({ listening: false, enabled: false })
    expect(actions.named.exportReport).toMatchObject({ listening: true, enabled: true })
    actions.run(actions.named.exportReport)
    await router.isReady()
    expect(router.currentRoute.value.name).toBe('report')
  })

  it('of an open page are done by it, where they can be', async () => {
    const done: string[] = []
    const does = (name: string, enabled = true): ActionHandler => ({
      run: () => done.push(name),
      enabled: () => enabled,
    })
    const { actions } = await windowOn('desktop', 'nb', {
      searchReport: does('search'),
      findCodes: does('find'),
      printReport: does('print', false),
      printCards: does('cards'),
      exportReport: does('export'),
    })
    for (const name of ['searchReport', 'printReport', 'exportReport'] as const)
      actions.run(actions.named[name])
    expect(done).toEqual(['search', 'export'])
  })

  it.each(NAMES.filter((name) => ACTIONS[name].run === null))(
    'that a page does are given by one: %s',
    (name) => {
      const { page } = ACTIONS[name]
      const given = page ? `useActionHandlers('${page}', {` : `useActionHandler('${name}', `
      expect(sources.filter((source) => source.includes(given))).not.toEqual([])
    },
  )

  it('open what the shell shows over a page', async () => {
    const { actions, sheets } = await windowOn('browser')
    actions.run(actions.named.find)
    actions.run(actions.named.keys)
    expect([sheets.palette, sheets.keys, sheets.about]).toEqual([true, true, false])
  })
})

describe('shortcuts', () => {
  const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
    shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

  it('are read from what was pressed; Command counts as Control, and AltGr as nothing', () => {
    expect(press('k', { ctrlKey: true })).toBe('Control+K')
    expect(press('F', { metaKey: true, shiftKey: true })).toBe('Control+Shift+F')
    expect(press('F6', { shiftKey: true })).toBe('Shift+F6')
    expect(press(' ')).toBe('Space')
    expect(press('2', { altKey: true })).toBe('Alt+2')
    expect(press('@', { ctrlKey: true, altKey: true })).toBeNull()
  })

  it('are printed as the keyboard has them', () => {
    const word = (key: string) => (key === 'Shift' ? 'Skift' : key)
    expect(keysOf('Control+Shift+F', word, false)).toEqual(['Ctrl', 'Skift', 'F'])
    expect(keysOf('Control+Shift+F', word, true)).toEqual(['⇧', '⌘', 'F'])
    expect(keysOf('Alt+Shift+Enter', word, true)).toEqual(['⌥', '⇧', 'Enter'])
    expect(keysOf('Alt+ArrowLeft', word, false)).toEqual(['Alt', '←'])
    expect(ariaShortcut('Control+K', true)).toBe('Meta+K')
  })

  it.each(Object.keys(GRID_KEYS) as GridKeyName[])('of the grid do what they say: %s', (name) => {
    for (const shortcut of GRID_KEYS[name].shortcuts) {
      const parts = shortcut.split('+')
      const key = parts.at(-1) ?? ''
      const pressed = {
        key: key === 'Space' ? ' ' : key.length === 1 ? key.toLowerCase() : key,
        ctrlKey: parts.includes('Control'),
        metaKey: false,
        altKey: parts.includes('Alt'),
        shiftKey: parts.includes('Shift'),
      }
      const { does } = GRID_KEYS[name]
      const kind = does === 'keep' ? editorActionOf(pressed)?.kind : actionOf(pressed)?.kind
      expect(kind ?? 'clipboard').toBe(does)
    }
  })
})
