/** A text that is cut shows the whole of it while the pointer rests on it. */
export function showWhole({ target }: Event): void {
  if (!(target instanceof Element)) return
  const text = target.closest('[data-cell], [data-head]')?.querySelector<HTMLElement>('.content, .title')
  if (!text) return
  if (text.scrollWidth > text.clientWidth) text.title = text.innerText
  else text.removeAttribute('title')
}
