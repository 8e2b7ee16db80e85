import {
  CreditCard,
  GraduationCap,
  History,
  LayoutDashboard,
  Mails,
  Presentation,
  Settings,
  Table2,
  TicketPlus,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { RouteLocationNormalizedLoaded, RouteLocationRaw } from 'vue-router'
import type { Service } from '#shared/domain/services.ts'
import { serviceOf } from './page-service.ts'

/** One page of the navigation; `label` is a message. */
export interface NavigationEntry {
  readonly key: string
  readonly label: string
  readonly icon: Component
  readonly to: RouteLocationRaw
  /** Whose e-commerce it is; such pages wear a link mark while the services are linked. */
  readonly service?: Service
}

const page = (key: string, icon: Component): NavigationEntry => ({
  key,
  label: `shell.pages.${key}`,
  icon,
  to: { name: key },
})
const ofService = (service: Service, icon: Component): NavigationEntry => ({
  key: service,
  label: `commerce.services.${service}`,
  icon,
  to: { name: 'commerce', params: { service } },
  service,
})

/** The pages in their groups, in the order of the navigation. */
export const NAVIGATION: readonly { title: string | null; pages: readonly NavigationEntry[] }[] = [
  { title: null, pages: [page('overview', LayoutDashboard)] },
  {
    title: 'shell.groups.configuration',
    pages: [
      ofService('events', Presentation),
      ofService('training', GraduationCap),
      page('test-transaction', CreditCard),
    ],
  },
  {
    title: 'shell.groups.codes',
    pages: [page('report', Table2), page('create', TicketPlus), page('outbox', Mails)],
  },
  { title: 'shell.groups.site', pages: [page('history', History), page('settings', Settings)] },
]

/** True for the entry of the page that is open, whichever part of it. */
export const isHere = (entry: NavigationEntry, route: RouteLocationNormalizedLoaded): boolean =>
  entry.service ? serviceOf(route) === entry.service : route.name === entry.key

/** The count beside an entry: messages that ask for a person, in amber, or else those that wait. */
export function badgeOf(
  entry: NavigationEntry,
  mail: { readonly needAnswer: number; readonly waiting: number },
): { n: number; asks: boolean } | null {
  if (entry.key !== 'outbox') return null
  if (mail.needAnswer > 0) return { n: mail.needAnswer, asks: true }
  return mail.waiting > 0 ? { n: mail.waiting, asks: false } : null
}
