import type { Input, WebContents } from 'electron'

/** As the menu's own entries do it. */
const STEP = 0.5
/** Some 60 % and 300 %. */
const LEAST = -3
const MOST = 6

/** By the characters, wherever a keyboard has them: = and + are one key or two, and a keypad has its own. */
const STEPS: Readonly<Record<string, number | undefined>> = { '=': STEP, '+': STEP, '-': -STEP }

type Pressed = Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt'>

/** The level of zoom after this key; null for one that does not zoom. */
export function zoomedBy(
  { type, key, control, meta, alt }: Pressed,
  level: number,
  mac: boolean,
): number | null {
  if (type !== 'keyDown' || !(mac ? meta : control) || alt) return null
  if (key === '0') return 0
  const step = STEPS[key]
  return step === undefined ? null : Math.min(MOST, Math.max(LEAST, level + step))
}

/** Lets the keys of the window zoom its page. */
export function zoomByKeys(contents: WebContents): void {
  contents.on('before-input-event', (event, input) => {
    const level = zoomedBy(input, contents.getZoomLevel(), process.platform === 'darwin')
    if (level === null) return
    event.preventDefault()
    contents.setZoomLevel(level)
  })
}
