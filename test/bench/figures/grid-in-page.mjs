/** Functions that run in the window: each is self-contained, since only its source text is sent there. */

/** Jumps to so many places; answers with the milliseconds until every row in view showed its content. */
export async function jumpAbout(jumps) {
  const grid = document.querySelector('[role="grid"]')
  if (!grid) throw new Error('no grid')
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const cells = () => [...grid.querySelectorAll('[data-column="code"][data-row]')]
  const first = () => Math.min(...cells().map((cell) => Number(cell.dataset.row)))
  const took = []
  const end = grid.scrollHeight - grid.clientHeight
  for (let i = 1; i <= jumps; i += 1) {
    const before = first()
    const start = performance.now()
    // Steps of the golden section land everywhere, and never where they were.
    grid.scrollTop = ((i * 0.618_033_988) % 1) * end
    for (;;) {
      await frame()
      const shown = cells()
      const whole = shown.length > 5 && shown.every((cell) => cell.querySelector('.content') !== null)
      if (whole && first() !== before) break
      if (performance.now() - start > 20_000) throw new Error(`jump ${i} shows nothing`)
    }
    took.push(performance.now() - start)
  }
  return took
}

/** Turns the wheel at every frame for so long; answers with the longest time in which some row in view was empty. */
export async function scrollOn(milliseconds) {
  const grid = document.querySelector('[role="grid"]')
  if (!grid) throw new Error('no grid')
  const cells = () => [...grid.querySelectorAll('[data-column="code"][data-row]')]
  grid.scrollTop = 0
  const start = performance.now()
  let longest = 0
  let lastWhole = start
  for (let now = start; now - start < milliseconds;) {
    grid.dispatchEvent(new WheelEvent('wheel', { deltaY: 240, bubbles: true, cancelable: true }))
    now = await new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())))
    const whole = cells().every((cell) => cell.querySelector('.content') !== null)
    if (whole) lastWhole = now
    else longest = Math.max(longest, now - lastWhole)
  }
  const reached = Math.max(...cells().map((cell) => Number(cell.dataset.row)))
  if (reached < 500) throw new Error(`the wheel went no further than row ${reached}`)
  return longest
}
