import { inject, type InjectionKey, type Ref, ref, watch } from 'vue'

/** Who draws the line for messages: the page, or the window while no page does. */
export interface PageLine {
  /** False where a screen is in the page's place, such as that of a damaged site. */
  readonly isPageShown: Readonly<Ref<boolean>>
  /** How many pages draw it. */
  readonly lines: Ref<number>
}
export const pageLineKey: InjectionKey<PageLine> = Symbol('page line')

/** Where a view of a page puts its own bar: below the line. */
export const pageFootKey: InjectionKey<Readonly<Ref<HTMLElement | null>>> = Symbol('page foot')

/** For a page: whether it draws the line. */
export function usePageLine(isWanted: () => boolean): () => boolean {
  const { isPageShown, lines } = inject(pageLineKey, { isPageShown: ref(true), lines: ref(0) })
  const draws = () => isWanted() && isPageShown.value
  watch(
    draws,
    (now, _, onCleanup) => {
      if (!now) return
      lines.value += 1
      onCleanup(() => (lines.value -= 1))
    },
    { immediate: true },
  )
  return draws
}
