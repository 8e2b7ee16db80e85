import type { Page } from '@playwright/test'

/** The smallest that a person can use: below it, what is there cannot be read or reached. */
const LEAST = {
  /** Letters before an ellipsis. */
  letters: 4,
  /** Letters a line, on the average, in a text of several lines. */
  lineLetters: 7,
  /** Pixels of a place that is scrolled: three lines with their padding. */
  scrolled: 72,
  /** Pixels of a grid: its head and three rows. */
  grid: 120,
}

/**
 * What is wrong with the boxes of what is on screen, a line each: something lies over something else, a text is cut, a
 * column is too narrow to be read, a control is where nobody can get to it. A dialog is looked at alone.
 */
export async function layoutFaults(page: Page): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready)
  return page.evaluate(findFaults, LEAST)
}

/** Runs in the page, so all that it needs is in it. */
function findFaults(least: typeof LEAST): string[] {
  const faults = new Set<string>()
  const CONTROL =
    'a[href], button, input, select, textarea, [role="button"], [role="option"], [role="tab"], [role="menuitem"]'
  const overlays = [
    ...document.querySelectorAll<HTMLElement>('.v-overlay--active > .v-overlay__content'),
  ].filter((content) => !content.parentElement?.matches('.v-tooltip'))
  const root: Element = overlays.at(-1) ?? document.body

  const styles = new Map<Element, CSSStyleDeclaration>()
  function styleOf(element: Element): CSSStyleDeclaration {
    const known = styles.get(element) ?? getComputedStyle(element)
    styles.set(element, known)
    return known
  }
  interface Box {
    left: number
    top: number
    right: number
    bottom: number
  }
  const meet = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  })
  const widthOf = (box: Box) => Math.max(0, box.right - box.left)
  const heightOf = (box: Box) => Math.max(0, box.bottom - box.top)
  const isEmpty = (box: Box) => widthOf(box) < 1 || heightOf(box) < 1
  const WINDOW: Box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
  const clips = (overflow: string) => overflow !== 'visible'
  const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'

  /** What is left of a box on screen, and whether the rest can be scrolled to. */
  function shown(element: Element, box: Box, itself = false): { box: Box; cutX: boolean; cutY: boolean } {
    let left = box
    let cutX = false
    let cutY = false
    let reachX = false
    let reachY = false
    let fixed = styleOf(element).position === 'fixed'
    for (
      let at = itself ? element : element.parentElement;
      at && at !== document.documentElement;
      at = at.parentElement
    ) {
      const style = styleOf(at)
      if (fixed && style.transform === 'none') continue
      fixed = style.position === 'fixed'
      const rect = at.getBoundingClientRect()
      if (clips(style.overflowX)) {
        const next = meet(left, { ...WINDOW, left: rect.left, right: rect.right, top: -1e6, bottom: 1e6 })
        if (!reachX && !scrolls(style.overflowX) && widthOf(next) < widthOf(left) - 2) cutX = true
        if (scrolls(style.overflowX) && at.scrollWidth > at.clientWidth) reachX = true
        left = next
      }
      if (clips(style.overflowY)) {
        const next = meet(left, { left: -1e6, right: 1e6, top: rect.top, bottom: rect.bottom })
        if (!reachY && !scrolls(style.overflowY) && heightOf(next) < heightOf(left) - 3) cutY = true
        if (scrolls(style.overflowY) && at.scrollHeight > at.clientHeight) reachY = true
        left = next
      }
    }
    const next = meet(left, WINDOW)
    if (!reachX && widthOf(next) < widthOf(left) - 2) cutX = true
    if (!reachY && heightOf(next) < heightOf(left) - 3) cutY = true
    return { box: next, cutX, cutY }
  }

  const inSight = (element: Element): boolean =>
    element.checkVisibility({
      opacityProperty: true,
      visibilityProperty: true,
      contentVisibilityAuto: true,
    }) &&
    styleOf(element).clipPath !== 'inset(50%)' &&
    !element.closest('.sr-only, .skip, svg')
  function nameOf(element: Element): string {
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '')
      .replace(/\s+/g, ' ')
      .trim()
    const near = element.closest('[data-testid], [data-field], [id], main, header')
    const where = near?.getAttribute('data-testid') ?? near?.getAttribute('data-field') ?? near?.id ?? ''
    const kind = `${element.tagName.toLowerCase()}${[...element.classList]
      .slice(0, 2)
      .map((one) => `.${one}`)
      .join('')}`
    return `${kind} “${words.slice(0, 40)}”${where && near !== element ? ` in ${where}` : ''}`
  }
  /** A part of an address, which has no better place to go on in the next line. */
  const isAddress = (text: string, at: number) =>
    /[@/]|\.\w/.test(/\S*$/.exec(text.slice(0, at))?.[0] + (/^\S*/.exec(text.slice(at))?.[0] ?? ''))
  const related = (a: Element, b: Element): boolean => a.contains(b) || b.contains(a)
  const labelled = (control: Element, hit: Element): boolean =>
    control instanceof HTMLInputElement && [...(control.labels ?? [])].some((label) => related(label, hit))

  /** A control or a text is hit at its middle, and a control near its ends as well. */
  function lookAtCover(
    element: Element,
    box: Box,
    points: readonly (readonly [number, number])[],
    is: string,
  ): void {
    for (const [x, y] of points) {
      const hit = document.elementFromPoint(box.left + x * widthOf(box), box.top + y * heightOf(box))
      if (!hit || related(element, hit) || labelled(element, hit)) continue
      // A column that is scrolled goes under one that stays.
      const grid = element.closest('[role="grid"]')
      if (grid?.contains(hit)) continue
      if (element.closest('label')?.contains(hit) || hit.closest('.v-field')?.contains(element)) continue
      if (element.closest('.v-selection-control')?.contains(hit)) continue
      faults.add(`${is} ${nameOf(element)} lies under ${nameOf(hit)}`)
      return
    }
  }

  // Controls
  for (const control of root.querySelectorAll(CONTROL)) {
    if (!inSight(control) || styleOf(control).pointerEvents === 'none') continue
    if (control instanceof HTMLInputElement && control.type === 'file') continue
    const whole: Box = control.getBoundingClientRect()
    if (isEmpty(whole)) continue
    const { box, cutX, cutY } = shown(control, whole)
    if ((cutX || cutY) && !control.closest('[role="grid"]'))
      faults.add(`control ${nameOf(control)} is cut off`)
    if (widthOf(box) < 4 || heightOf(box) < 4) continue
    lookAtCover(
      control,
      box,
      [
        [0.5, 0.5],
        [0.1, 0.5],
        [0.9, 0.5],
      ],
      'control',
    )
  }

  // Texts
  const texts: { element: Element; box: Box }[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const text = node.textContent ?? ''
    if (!element || !/\S/.test(text) || element.closest('script, style, option') || !inSight(element))
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const lines = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1)
    if (lines.length === 0) continue

    // The nearest that cuts it with an ellipsis.
    let ellipsis: HTMLElement | null = null
    for (let at: HTMLElement | null = element; at && at !== root; at = at.parentElement) {
      if (styleOf(at).textOverflow === 'ellipsis' && clips(styleOf(at).overflowX)) {
        ellipsis = at
        break
      }
      if (styleOf(at).display !== 'inline') if (at !== element) break
    }
    const name = nameOf(element)
    const isCut = ellipsis !== null && ellipsis.scrollWidth > ellipsis.clientWidth + 1
    if (ellipsis && isCut) {
      const letter = parseFloat(styleOf(element).fontSize) * 0.55
      const start = lines[0]?.left ?? 0
      const seen = (ellipsis.getBoundingClientRect().right - start) / letter - 1
      if (seen < Math.min(least.letters, text.trim().length))
        faults.add(`text ${name} has ${Math.max(0, Math.floor(seen))} letters before the ellipsis`)
      // A cell of the grid says the whole of it under the pointer.
      if (!ellipsis.closest('[title], [aria-describedby], [role="grid"], [data-whole]'))
        faults.add(`text ${name} is cut, and nothing says the whole of it`)
    }

    const clamped = element.closest('[title]') !== null
    for (const line of lines) {
      const { box, cutX, cutY } = shown(element, line, true)
      if (cutX && !isCut && !clamped && !element.closest('[role="grid"]'))
        faults.add(`text ${name} is cut at its side`)
      if (cutY && !clamped && !element.closest('[role="grid"]'))
        faults.add(`text ${name} is cut above or below`)
      if (isEmpty(box)) continue
      texts.push({ element, box })
      if (styleOf(element).pointerEvents !== 'none' && widthOf(box) > 3 && heightOf(box) > 3)
        lookAtCover(element, box, [[0.5, 0.5]], 'text')
    }

    // A number that goes under a column that stays is read as another number.
    const cell = element.closest('[role="gridcell"]')
    if (cell && /\d/.test(text) && cell.classList.contains('end'))
      for (const line of lines) {
        const at = (x: number) => document.elementFromPoint(x, (line.top + line.bottom) / 2)
        const [first, last] = [at(line.left + 2), at(line.right - 2)]
        if (first && last && cell.contains(first) && !cell.contains(last))
          faults.add(`number ${name} goes on under another column`)
      }

    // Narrow columns
    const rows = new Set(lines.map(({ top }) => Math.round(top))).size
    if (element.closest('article')) continue
    if (rows >= 3 && text.trim().length / rows < least.lineLetters)
      faults.add(`text ${name} has ${rows} lines of ${Math.round(text.trim().length / rows)} letters`)
    // Words and numbers in two lines: a word of usual length, a phone number.
    for (const { 0: word, index } of text.matchAll(/\+?\d[\d ]{5,}\d|[\p{L}\p{N}]{2,18}/gu)) {
      const part = document.createRange()
      part.setStart(node, index)
      part.setEnd(node, index + word.length)
      const tops = new Set(
        [...part.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top / 4)),
      )
      if (tops.size > 1 && !/Mono/.test(styleOf(element).fontFamily) && !isAddress(text, index))
        faults.add(`text ${name} breaks “${word}” in two lines`)
    }
  }

  // Texts over texts: the layers that pointers go through are missed above.
  texts.sort((a, b) => a.box.top - b.box.top)
  for (let i = 0; i < texts.length; i += 1)
    for (let j = i + 1; j < texts.length; j += 1) {
      const one = texts[i]
      const other = texts[j]
      if (!one || !other || other.box.top > one.box.bottom) break
      if (one.element === other.element || one.element.closest('[role="grid"]')) continue
      const both = meet(one.box, other.box)
      if (widthOf(both) > 3 && heightOf(both) > 5 && !related(one.element, other.element))
        faults.add(`text ${nameOf(one.element)} lies over ${nameOf(other.element)}`)
    }

  // Places that are scrolled
  for (const place of root.querySelectorAll<HTMLElement>('*')) {
    const style = styleOf(place)
    const isGrid = place.getAttribute('role') === 'grid'
    if (!scrolls(style.overflowY) && !scrolls(style.overflowX)) continue
    if (!inSight(place)) continue
    const sideways = place.scrollWidth > place.clientWidth + 1 && scrolls(style.overflowX)
    if (
      sideways &&
      !isGrid &&
      !place.matches('[data-sideways], textarea, input, pre, [role="region"][tabindex="0"]')
    )
      faults.add(`${nameOf(place)} is scrolled sideways`)
    const up = place.scrollHeight > place.clientHeight + 1 && scrolls(style.overflowY)
    const low = isGrid ? least.grid : least.scrolled
    if ((up || isGrid) && place.clientHeight < low && !place.matches('textarea'))
      faults.add(`${nameOf(place)} is scrolled in ${place.clientHeight} pixels`)
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) faults.add('the window is scrolled sideways')
  return [...faults]
}
