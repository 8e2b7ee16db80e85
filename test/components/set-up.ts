import { afterEach } from 'vitest'

/** What happy-dom lacks of a browser, and what one test must not leave to the next. */

// As in the application, whose CSP forbids eval.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

// Overlays look at it for a keyboard on the screen.
Object.assign(window, {
  visualViewport: Object.assign(new EventTarget(), {
    width: 1280,
    height: 800,
    offsetLeft: 0,
    offsetTop: 0,
    pageLeft: 0,
    pageTop: 0,
    scale: 1,
  }),
})
// Nothing has a size here: without one the grid would read no rows.
for (const [side, pixels] of [
  ['clientWidth', 800],
  ['clientHeight', 400],
] as const)
  Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => pixels })

afterEach(() => {
  document.body.replaceChildren()
})
