import { onBeforeUnmount, onMounted } from 'vue'

/** Calls `pressed` when Alt alone was pressed and let go again, as a menu bar takes it. */
export function useAltKey(pressed: () => void): void {
  let alone = false
  const onKeyDown = ({ key, repeat, ctrlKey, shiftKey, metaKey }: KeyboardEvent) => {
    if (!(key === 'Alt' && repeat)) alone = key === 'Alt' && !ctrlKey && !shiftKey && !metaKey
  }
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key !== 'Alt' || !alone) return
    alone = false
    event.preventDefault()
    pressed()
  }
  const forget = () => (alone = false)

  onMounted(() => {
    window.addEventListener('keydown', onKeyDown, { capture: true })
    window.addEventListener('keyup', onKeyUp)
    for (const event of FORGET) window.addEventListener(event, forget, { capture: true })
  })
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKeyDown, { capture: true })
    window.removeEventListener('keyup', onKeyUp)
    for (const event of FORGET) window.removeEventListener(event, forget, { capture: true })
  })
}

/** Alt belongs to these: a click with it held, another window. */
const FORGET = ['pointerdown', 'wheel', 'blur'] as const
