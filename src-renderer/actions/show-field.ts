import { nextTick } from 'vue'

/** What can have the focus in a field; not the button of its help, and nothing that is out of sight. */
const FOCUSABLE =
  'a[href], button:not(:disabled, .help-button), input:not(:disabled, [type="hidden"]), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])'

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0

/** The place on the page that is called `field`; null while it is not shown. */
export const fieldIn = (root: ParentNode, field: string): HTMLElement | null =>
  [...root.querySelectorAll<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)].find(isShown) ?? null

/** Brings the place called `field` into view and focuses its control, or itself where it has none; false when it is not on the page. */
export function focusField(root: ParentNode, field: string): boolean {
  const place = fieldIn(root, field)
  if (!place) return false
  place.scrollIntoView({ block: 'center' })
  const control = controlOf(place)
  if (!control) place.tabIndex = -1
  ;(control ?? place).focus({ preventScroll: true })
  return true
}

/** Of a group of choices, the one that is chosen. */
const controlOf = (place: HTMLElement): HTMLElement | null => {
  if (place.matches(FOCUSABLE)) return place
  const all = [...place.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isShown)
  return all.find((one) => one.matches(':checked, [aria-checked="true"]')) ?? all[0] ?? null
}

/** Once the fields of a form that was sent say what is wrong: leads to the first that does. */
export async function focusWrong(root: ParentNode | null): Promise<void> {
  await nextTick()
  const wrong = [...(root?.querySelectorAll<HTMLElement>('[aria-invalid="true"]') ?? [])].find(isShown)
  wrong?.scrollIntoView({ block: 'center' })
  wrong?.focus({ preventScroll: true })
}

/** A page is there by then, with what it reads. */
const LOADED_MS = 4000
/** What leads to a field is taken in its place once the page has shown nothing better for so long. */
const SETTLED_MS = 400

/** Focuses the best of `fields` once the page that is opening shows one; false where it shows none. */
export async function showField(fields: readonly string[], root: ParentNode = document): Promise<boolean> {
  const end = performance.now() + LOADED_MS
  let since: number | null = null
  for (;;) {
    const [best, ...others] = fields
    if (best !== undefined && focusField(root, best)) return true
    const other = others.find((field) => fieldIn(root, field))
    const now = performance.now()
    since = other === undefined ? null : (since ?? now)
    if (other !== undefined && since !== null && now - since >= SETTLED_MS) return focusField(root, other)
    if (now >= end) return false
    await new Promise((go) => requestAnimationFrame(go))
  }
}
