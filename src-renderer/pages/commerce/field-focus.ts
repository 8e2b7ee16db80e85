const FOCUSABLE = 'input, textarea, button:not(:disabled), [tabindex]'

/** Brings the field called `field` into view and focuses it; false when it is not on the page. */
export function focusField(root: ParentNode, field: string): boolean {
  const place = root.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)
  if (!place) return false
  place.scrollIntoView({ block: 'center' })
  const target = place.matches(FOCUSABLE) ? place : place.querySelector<HTMLElement>(FOCUSABLE)
  target?.focus({ preventScroll: true })
  return true
}
