/**
 * The focus never falls to the document: where what has it goes, or is off, it moves to the nearest place that is still
 * there, as long as nobody else places it. `data-lost-focus` on an ancestor names a better one by its selector.
 */

/** Time for whoever removes a thing to place the focus themselves, such as after a menu has left. */
const OTHERS_FIRST_MS = 150
/** A press of the pointer beside everything takes the focus away. */
const PRESS_MS = 1000
const CAN_TAKE_FOCUS = 'a[href], button, input, select, textarea, [tabindex]'
/** What a screen reader names when it enters it. */
const NAMED = ':is(section, form, aside, [role]):is([aria-label], [aria-labelledby])'

interface Holder {
  readonly element: HTMLElement
  readonly path: readonly Element[]
  readonly wanted: string | null
  /** What had the focus before that of a menu or dialog. */
  readonly opener: Holder | null
}

const isUsable = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled') && element.checkVisibility()
const overlayOf = (element: Element): Element | null => element.closest('.v-overlay')

function pathOf(element: Element): Element[] {
  const path: Element[] = []
  for (let at: Element | null = element; at; at = at.parentElement) path.push(at)
  return path
}

function inSight(selector: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(selector)].find((found) => isUsable(found))
}

/** The nearest place of what is gone. */
function placeOf(lost: Holder): HTMLElement | undefined {
  if (lost.wanted !== null) {
    const wanted = inSight(lost.wanted)
    if (wanted) return wanted
  }
  const inPage = lost.path.filter(
    (element) => element.id !== 'main' && !element.contains(document.querySelector('#main')),
  )
  const named = inPage.find(
    (element): element is HTMLElement =>
      element instanceof HTMLElement &&
      element !== lost.element &&
      element.matches(NAMED) &&
      isUsable(element),
  )
  if (named) return named
  if (lost.opener) return isUsable(lost.opener.element) ? lost.opener.element : placeOf(lost.opener)
  return inSight('main h1') ?? inSight('main')
}

/** Begins to look after the focus, until the page is left. */
export function keepFocus(): void {
  let last: Holder | null = null
  let pressedAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  /** What is off for a moment only gets the focus back. */
  let waiting: { element: HTMLElement; place: HTMLElement } | null = null

  const isLost = () => document.activeElement === null || document.activeElement === document.body
  function restore(): void {
    if (!last || !isLost()) return
    const { element } = last
    const isThere = isUsable(element)
    // The person went away from it.
    if (isThere && (performance.now() - pressedAt < PRESS_MS || !document.hasFocus()))
      return void (last = null)
    // One that was inert meanwhile has it again, where nothing better is named.
    const place = isThere && last.wanted === null ? element : placeOf(last)
    if (!place) return
    if (!place.matches(CAN_TAKE_FOCUS)) place.tabIndex = -1
    // What is in a menu or dialog that leaves is not gone back to.
    const comesBack = element.isConnected && overlayOf(element) === overlayOf(place)
    waiting = comesBack ? { element, place } : null
    place.focus({ preventScroll: true })
  }
  function look(): void {
    if (waiting && document.activeElement === waiting.place && isUsable(waiting.element)) {
      const { element } = waiting
      waiting = null
      element.focus({ preventScroll: true })
    }
    if (!last || !isLost()) return
    clearTimeout(timer)
    timer = setTimeout(restore, OTHERS_FIRST_MS)
  }

  function note(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement)) return
    if (waiting && target !== waiting.place) waiting = null
    const overlay = overlayOf(target)
    const opener = overlay === null ? null : last && overlayOf(last.element) === overlay ? last.opener : last
    const wanted = target.closest('[data-lost-focus]')?.getAttribute('data-lost-focus') ?? null
    last = { element: target, path: pathOf(target), wanted, opener }
  }
  // It may begin later than the page, which has placed the focus by then.
  if (!isLost()) note(document.activeElement)
  addEventListener('focusin', ({ target }) => note(target))
  addEventListener('pointerdown', () => (pressedAt = performance.now()), { capture: true })
  addEventListener('focusout', () => setTimeout(look))
  new MutationObserver(look).observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'inert'],
  })
}
