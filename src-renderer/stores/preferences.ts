import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Language, Preferences, SpellingChoice } from '#shared/preferences.ts'
import { useHost } from '../api-client.ts'

/** How this person wants the window. The host keeps it; `App.vue` makes the window follow. */
export const usePreferences = defineStore('preferences', () => {
  const host = useHost()
  /** Replaced as a whole: what a host is given can only cross to another process while nothing in it is reactive. */
  const current = shallowRef<Preferences>({ ...host.preferences })

  /** Why the last change could not be kept. */
  const failure = ref<unknown>(null)

  function set(change: Partial<Preferences>): void {
    current.value = { ...current.value, ...change }
    host.setPreferences({ ...current.value }).catch((error: unknown) => (failure.value = error))
  }

  return {
    language: computed(() => current.value.language),
    theme: computed(() => current.value.theme),
    failure,
    setLanguage: (language: Language) => set({ language }),
    setSpelling: (spelling: SpellingChoice) => set({ spelling }),
    setTheme: (theme: Preferences['theme']) => set({ theme }),
  }
})
