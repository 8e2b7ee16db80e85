import { defineStore } from 'pinia'
import { type Component, computed, onScopeDispose, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { SiteKind } from '#shared/contract/site.ts'
import type { MenuItem, MenuSection } from '#shared/menu-items.ts'
import { LANGUAGES, languages } from '#shared/languages/languages.ts'
import { Globe } from '@lucide/vue'
import { useHost } from '../api-client.ts'
import { useExampleFile } from '../stores/example-file.ts'
import { useFailures } from '../stores/failures.ts'
import { useFormUndos } from '../stores/form-undos.ts'
import { usePreferences } from '../stores/preferences.ts'
import { useSheets } from '../stores/sheets.ts'
import { useSite } from '../stores/site.ts'
import { useUndo } from '../stores/undo.ts'
import {
  type Action,
  type ActionName,
  type ActionOfPage,
  ACTIONS,
  type ActionTools,
  type GivenAction,
  type PageName,
  type TextCommand,
} from './actions.ts'
import { useNavigation } from './navigation.ts'
import { isTextField } from './panes.ts'
import { accelerator, type Shortcut, type Shortcuts, shortcutsIn } from './shortcuts.ts'

/** How the open page does an action, and whether it can now. */
export interface ActionHandler {
  run(): unknown
  enabled?(): boolean
}

/** An action as it is now: its texts in the language on screen, its keys in this host. */
export interface ShownAction {
  readonly id: string
  readonly label: string
  readonly icon: Component
  readonly shortcuts: readonly Shortcut[]
  readonly menu: MenuSection | null
  readonly palette: 'pages' | 'actions' | null
  /** The page whose shortcuts it is among in the sheet. */
  readonly page: PageName | null
  readonly inText: TextCommand | null
  /** Its keys do it now: it is done anywhere, or its page is open. */
  readonly listening: boolean
  readonly enabled: boolean
  /** The open page has said how it is done. */
  readonly given: boolean
  run(): unknown
}

const NAMES = Object.keys(ACTIONS) as ActionName[]

/** Everything that a person can have done now: the pages, the actions and the languages. */
export const useActions = defineStore('actions', () => {
  const { t } = useI18n({ useScope: 'global' })
  const host = useHost()
  const navigation = useNavigation()
  const failures = useFailures()
  const router = useRouter()
  const site = useSite()
  const tools: ActionTools = {
    host,
    router,
    site,
    undo: useUndo(),
    forms: useFormUndos(),
    preferences: usePreferences(),
    example: useExampleFile(),
    sheets: useSheets(),
    openSite,
  }

  async function openSite(kind: SiteKind): Promise<void> {
    const { fullPath } = router.currentRoute.value
    try {
      await site.open(kind)
      // Whoever has gone on to another page meanwhile stays there.
      if (router.currentRoute.value.fullPath === fullPath) await router.push({ name: 'overview' })
    } catch (error) {
      failures.report(error)
    }
  }

  /** What open pages do; the one opened last counts. */
  const given = shallowRef<ReadonlyMap<ActionName, readonly ActionHandler[]>>(new Map())
  function give(name: GivenAction, handler: ActionHandler): () => void {
    const change = (next: (now: readonly ActionHandler[]) => readonly ActionHandler[]) =>
      (given.value = new Map([...given.value, [name, next(given.value.get(name) ?? [])]]))
    change((now) => [...now, handler])
    return () => change((now) => now.filter((one) => one !== handler))
  }

  const shortcuts = (keys: Shortcuts | null) => (keys === null ? [] : shortcutsIn(host.kind, keys))

  function shownAs(name: ActionName): ShownAction {
    const action: Action = ACTIONS[name]
    const { icon, keys, menu, inPalette, page } = action
    const isThere = action.run !== null || action.inText !== undefined
    const handler = given.value.get(name)?.at(-1)
    // What is in the menu is there on every page: elsewhere it opens its own.
    const opensPage = handler === undefined && page !== null && menu !== null
    const run = action.run
    return {
      id: name,
      // Put into words where it is shown: most actions are not, at the start.
      get label() {
        return t(`shell.actions.${name}`)
      },
      icon,
      shortcuts: shortcuts(keys),
      menu,
      palette: inPalette ? 'actions' : null,
      page,
      inText: action.inText ?? null,
      listening: page === null || menu !== null || handler !== undefined,
      given: handler !== undefined,
      enabled: opensPage || isThere || (handler !== undefined && handler.enabled?.() !== false),
      run: () => {
        if (run) return run(tools)
        return opensPage ? router.push({ name: page }) : handler?.run()
      },
    }
  }
  const anywhere = { page: null, inText: null, listening: true, enabled: true, given: false } as const

  const pages = computed<ShownAction[]>(() =>
    navigation
      .flatMap(({ entries }) => entries)
      .map(({ key, page, service, icon, keys, to }) => ({
        ...anywhere,
        id: `page.${key}`,
        get label() {
          return t(`shell.pages.${page}`, service ? { service: t(`commerce.services.${service}`) } : {})
        },
        icon,
        shortcuts: shortcuts(keys),
        menu: 'pages',
        palette: 'pages',
        run: () => router.push(to),
      })),
  )
  const named = computed(
    () =>
      Object.fromEntries(NAMES.map((name) => [name, shownAs(name)])) as Readonly<
        Record<ActionName, ShownAction>
      >,
  )
  /** Each is offered in its own language. */
  const languageSwitches = computed<ShownAction[]>(() =>
    LANGUAGES.filter((language) => language !== tools.preferences.language).map((language) => ({
      ...anywhere,
      id: `language.${language}`,
      label: languages[language].switchTo,
      icon: Globe,
      shortcuts: [],
      menu: null,
      palette: 'actions',
      run: () => tools.preferences.setLanguage(language),
    })),
  )
  /** What is offered now, in the order of menu and palette. */
  const all = computed<readonly ShownAction[]>(() => [
    ...pages.value,
    ...NAMES.filter((name) => (ACTIONS[name] as Action).offered?.(tools) !== false).map(
      (name) => named.value[name],
    ),
    ...languageSwitches.value,
  ])

  const menuItems = computed<MenuItem[]>(() =>
    all.value.flatMap(({ id, menu, label, shortcuts: [first], enabled }) =>
      menu === null
        ? []
        : [{ id, section: menu, label, accelerator: first ? accelerator(first) : null, enabled }],
    ),
  )

  /** Does it, where it can be done now. */
  function run(action: ShownAction | undefined): void {
    if (!action?.enabled) return
    // A menu has no part in what a text field does by itself; the page can only ask for it so.
    if (action.inText && isOfText(action, document.activeElement)) document.execCommand(action.inText)
    else void action.run()
  }
  /** Whether it is about the text in that field: undo and redo are not where they are the form's. */
  const isOfText = ({ inText }: ShownAction, target: EventTarget | null): boolean =>
    inText !== null && isTextField(target) && (inText === 'selectAll' || !tools.forms.owns(target))
  return { all, named, menuItems, give, openSite, run, isOfText }
})

/** What a page does for the actions that belong to it; none may be left out. */
export function useActionHandlers<P extends PageName>(
  _page: P,
  handlers: Readonly<Record<ActionOfPage<P>, ActionHandler>>,
): void {
  for (const [name, handler] of Object.entries(handlers) as [GivenAction, ActionHandler][])
    useActionHandler(name, handler)
}

/** What this component does for an action while it is there. */
export function useActionHandler(name: GivenAction, handler: ActionHandler): void {
  onScopeDispose(useActions().give(name, handler))
}
