import { onScopeDispose, ref, shallowRef, watch } from 'vue'

/**
 * Asks again whenever the question changes, after a short pause; only the answer to the latest question counts.
 * `question` gives null when there is nothing to ask.
 */
export function useLatest<T>(question: () => (() => Promise<T>) | null, pause = 150) {
  const answer = shallowRef<T | null>(null)
  const failure = shallowRef<unknown>(null)
  const asking = ref(false)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(put: () => Promise<T>, mine: number): Promise<void> {
    try {
      const given = await put()
      if (mine === turn) answer.value = given
    } catch (error) {
      if (mine === turn) failure.value = error
    } finally {
      if (mine === turn) asking.value = false
    }
  }
  function begin(put: (() => Promise<T>) | null, wait: number): void {
    turn += 1
    clearTimeout(timer)
    answer.value = null
    failure.value = null
    asking.value = put !== null
    const mine = turn
    if (put) timer = setTimeout(() => void ask(put, mine), wait)
  }
  watch(question, (put) => begin(put, pause), { immediate: true })
  onScopeDispose(() => {
    turn += 1
    clearTimeout(timer)
  })

  return { answer, failure, asking, again: () => begin(question(), 0) }
}
