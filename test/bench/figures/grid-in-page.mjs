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

/**
 * What the same rows cost without a grid: as many plain cells as it shows, of the same sizes and over it, are given other
 * texts so many times; answers with the milliseconds until they were drawn.
 */
export async function writePlainCells(times) {
  const grid = document.querySelector('[role="grid"]')
  if (!grid) throw new Error('no grid')
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const over = document.createElement('div')
  over.style.cssText = 'position:fixed;inset:0;z-index:9999;background:Canvas;overflow:hidden'
  const plain = [...grid.querySelectorAll('[role="gridcell"]')].map((cell) => {
    const { left, top, width, height } = cell.getBoundingClientRect()
    const copy = over.appendChild(document.createElement('div'))
    copy.style.cssText = `position:absolute;overflow:hidden;white-space:nowrap;left:${left}px;top:${top}px;width:${width}px;height:${height}px`
    return copy
  })
  document.body.append(over)
  const took = []
  for (let i = 1; i <= times; i += 1) {
    const start = performance.now()
    for (const cell of plain) cell.textContent = ''
    await frame()
    for (const [at, cell] of plain.entries()) cell.textContent = `row ${i * 7919} cell ${at}`
    await frame()
    await frame()
    took.push(performance.now() - start)
  }
  over.remove()
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
