import { defineStore } from 'pinia'
import { ref } from 'vue'
import { z } from 'zod'

const KEY = 'palette.recent'
const MOST = 6

function kept(): string[] {
  try {
    return z
      .array(z.string().max(80))
      .max(MOST)
      .parse(JSON.parse(localStorage.getItem(KEY) ?? '[]'))
  } catch {
    return []
  }
}

/** What this person chose in the palette last, by the keys of its entries. No code, name or address is among them. */
export const useRecentEntries = defineStore('recent-entries', () => {
  const keys = ref(kept())
  function note(key: string): void {
    keys.value = [key, ...keys.value.filter((one) => one !== key)].slice(0, MOST)
    try {
      localStorage.setItem(KEY, JSON.stringify(keys.value))
    } catch {
      // What cannot be kept is known until the window is closed.
    }
  }
  return { keys, note }
})
