import {
  CreditCard,
  Globe,
  GraduationCap,
  History,
  LayoutDashboard,
  Mails,
  Presentation,
  Settings,
  Table2,
  TicketPlus,
  UserLock,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { Service } from '#shared/domain/services.ts'
import type { PageName } from './actions/actions.ts'
import type { Navigation, NavigationEntry, NavigationGroup } from './actions/navigation.ts'
import type { Shortcuts } from './actions/shortcuts.ts'
import OverviewPage from './pages/overview/OverviewPage.vue'

interface Page {
  /** Its address, after the `#`. */
  readonly path: string
  readonly component: Component | (() => Promise<{ default: Component }>)
  /** In navigation, palette and menu; one for each service where the page is about one. */
  readonly icon: Component | { readonly services: Readonly<Record<Service, Component>> }
  /** Its heading in the navigation. */
  readonly group: NavigationGroup | null
  readonly keys: Shortcuts | null
}

const numbered = <N extends 1 | 2 | 3 | 4 | 5>(n: N) =>
  ({ desktop: [`Control+${n}`], browser: [`Alt+${n}`] }) as const

/**
 * The pages, in the order of the navigation: routes, navigation, palette, menu and the sheet of shortcuts are made from
 * this record; a page's name is the message `shell.pages.NAME`. The overview comes with the first paint; the others
 * are loaded when first opened.
 */
export const PAGES: Readonly<Record<PageName, Page>> = {
  overview: {
    path: '/',
    component: OverviewPage,
    icon: LayoutDashboard,
    group: null,
    keys: numbered(1),
  },
  commerce: {
    path: '/commerce/:service(events|training)/:view(review)?',
    component: () => import('./pages/commerce/CommercePage.vue'),
    icon: { services: { events: Presentation, training: GraduationCap } },
    group: 'configuration',
    keys: null,
  },
  'test-transaction': {
    path: '/test-transaction/:service(events|training)?',
    component: () => import('./pages/payments/TestTransactionPage.vue'),
    icon: CreditCard,
    group: 'configuration',
    keys: null,
  },
  report: {
    path: '/report',
    component: () => import('./pages/report/ReportPage.vue'),
    icon: Table2,
    group: 'codes',
    keys: numbered(2),
  },
  create: {
    path: '/create',
    component: () => import('./pages/create/CreatePage.vue'),
    icon: TicketPlus,
    group: 'codes',
    keys: numbered(3),
  },
  outbox: {
    path: '/outbox/:view(templates|server)?',
    component: () => import('./pages/mail/MailPage.vue'),
    icon: Mails,
    group: 'codes',
    keys: null,
  },
  site: {
    path: '/site',
    component: () => import('./pages/site/SitePage.vue'),
    icon: Globe,
    group: 'site',
    keys: null,
  },
  history: {
    path: '/history',
    component: () => import('./pages/history/HistoryPage.vue'),
    icon: History,
    group: 'site',
    keys: numbered(4),
  },
  privacy: {
    path: '/privacy',
    component: () => import('./pages/privacy/PrivacyPage.vue'),
    icon: UserLock,
    group: 'site',
    keys: null,
  },
  settings: {
    path: '/settings',
    component: () => import('./pages/settings/SettingsPage.vue'),
    icon: Settings,
    group: 'site',
    keys: numbered(5),
  },
}

const NAMES = Object.keys(PAGES) as PageName[]

function entriesOf(page: PageName): NavigationEntry[] {
  const { icon, keys } = PAGES[page]
  if (!('services' in icon)) return [{ key: page, page, service: null, icon, keys, to: { name: page } }]
  // In the order of the entry: the list of services comes with schemas, which the first script does without.
  return (Object.keys(icon.services) as Service[]).map((service) => ({
    key: service,
    page,
    service,
    icon: icon.services[service],
    keys,
    to: { name: page, params: { service } },
  }))
}

/** The pages under their headings. */
export const NAVIGATION: Navigation = [...new Set(NAMES.map((name) => PAGES[name].group))].map((group) => ({
  group,
  entries: NAMES.filter((name) => PAGES[name].group === group).flatMap(entriesOf),
}))
