import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Language, Preferences } from '#shared/preferences.ts'
import { useHost } from '../api-client.ts'

/** How this person wants the window. The host keeps it; `App.vue` makes the window follow. */
export const usePreferences = defineStore('preferences', () => {
  const host = useHost()
  const current = ref<Preferences>({ ...host.preferences })

  /** Loaded when it is needed: what it says depends on the language, which is one of these. */
  async function failed(error: unknown): Promise<void> {
    const { useFailures } = await import('./failures.ts')
    useFailures().report(error)
  }

  function set(change: Partial<Preferences>): void {
    current.value = { ...current.value, ...change }
    host.setPreferences({ ...current.value }).catch(failed)
  }

  return {
    language: computed(() => current.value.language),
    theme: computed(() => current.value.theme),
    setLanguage: (language: Language) => set({ language }),
    setTheme: (theme: Preferences['theme']) => set({ theme }),
  }
})
