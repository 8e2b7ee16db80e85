import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Language, Preferences, ProxyChoice, SpellingChoice } from '#shared/preferences.ts'
import { useHost } from '../api-client.ts'

/** How this person wants the window. The host keeps it; `App.vue` makes the window follow. */
export const usePreferences = defineStore('preferences', () => {
  const host = useHost()
  /** Replaced as a whole: what a host is given can only cross to another process while nothing in it is reactive. */
  const current = shallowRef<Preferences>({ ...host.preferences })

  /** Why the last change could not be kept. */
  const failure = ref<unknown>(null)

  function replace(next: Preferences): void {
    current.value = next
    host.setPreferences({ ...next }).catch((error: unknown) => (failure.value = error))
  }
  const set = (change: Partial<Preferences>) => replace({ ...current.value, ...change })

  return {
    language: computed(() => current.value.language),
    theme: computed(() => current.value.theme),
    failure,
    setLanguage: (language: Language) => set({ language }),
    proxy: computed(() => current.value.proxy),
    setProxy(proxy: ProxyChoice | undefined): void {
      const next = { ...current.value }
      delete next.proxy
      replace(proxy ? { ...next, proxy } : next)
    },
    setSpelling: (spelling: SpellingChoice) => set({ spelling }),
    setTheme: (theme: Preferences['theme']) => set({ theme }),
  }
})
