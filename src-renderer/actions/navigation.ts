import { type Component, inject, type InjectionKey } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { Service } from '#shared/domain/services.ts'
import type { PageName, ShellTexts } from './actions.ts'
import type { Shortcuts } from './shortcuts.ts'

/** The navigation's headings, by the key of their text. */
export type NavigationGroup = keyof ShellTexts['groups']

/** One place of the navigation: a page, or a page for one of the services. */
export interface NavigationEntry {
  readonly key: string
  readonly page: PageName
  /** Whose e-commerce it is; such pages wear a link mark while the services are linked. */
  readonly service: Service | null
  readonly icon: Component
  readonly keys: Shortcuts | null
  readonly to: RouteLocationRaw
}

/** The pages in their groups, in the order of the navigation. */
export type Navigation = readonly {
  readonly group: NavigationGroup | null
  readonly entries: readonly NavigationEntry[]
}[]

/** Given by the registry of pages, which is above everything that shows it. */
export const navigationKey: InjectionKey<Navigation> = Symbol('navigation')

export function useNavigation(): Navigation {
  const navigation = inject(navigationKey)
  if (!navigation) throw new Error('No navigation was provided.')
  return navigation
}
