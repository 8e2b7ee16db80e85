import type { RouteLocationNormalizedLoaded } from 'vue-router'
import type { NavigationEntry } from '../../actions/navigation.ts'
import { DRAFT_FORMS, formOfKey } from '../../draft-forms.ts'
import { serviceOf } from './page-service.ts'

/** True for the entry of the page that is open, whichever part of it. */
export const isHere = (entry: NavigationEntry, route: RouteLocationNormalizedLoaded): boolean =>
  entry.service ? serviceOf(route) === entry.service : route.name === entry.page

/** The count beside an entry: messages that ask for a person, in amber, or else those that wait. */
export function badgeOf(
  { page }: Pick<NavigationEntry, 'page'>,
  mail: { readonly needAnswer: number; readonly waiting: number },
): { n: number; asks: boolean } | null {
  if (page !== 'outbox') return null
  if (mail.needAnswer > 0) return { n: mail.needAnswer, asks: true }
  return mail.waiting > 0 ? { n: mail.waiting, asks: false } : null
}

/** True where one of the drafts, by their keys, is of something on the page that is still to be saved. */
export const hasUnsaved = ({ page, service }: NavigationEntry, keys: readonly string[]): boolean =>
  keys.some((key) => {
    const found = formOfKey(key)
    if (!found || DRAFT_FORMS[found.form].page !== page || !DRAFT_FORMS[found.form].saves) return false
    const [part = ''] = found.parts
    return service === null || found.form !== 'commerce' || part === service || part === 'both'
  })
