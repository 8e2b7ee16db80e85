const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])'

/** F6: puts the focus in the next (or previous) part of the window marked `data-pane`. */
export function focusNextPane(root: ParentNode, backwards: boolean): void {
  const panes = [...root.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null,
  )
  if (panes.length === 0) return
  // The innermost pane counts: a pane may be inside another.
  const at = panes.findLastIndex((pane) => pane.contains(document.activeElement))
  const step = backwards ? -1 : 1
  const next = panes[at < 0 ? 0 : (at + step + panes.length) % panes.length]
  if (next) focusInto(next)
}

/** The pane's chosen entry (tabindex 0 in a list, the current page in the navigation), else its first control, else itself. */
function focusInto(pane: HTMLElement): void {
  const target =
    pane.querySelector<HTMLElement>('[aria-current="page"]') ??
    [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].find((element) => element.offsetParent !== null)
  if (target) return target.focus()
  pane.tabIndex = -1
  pane.focus()
}

/** True where Ctrl+Z belongs to the text being typed. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
}
