import { computed, nextTick, watch } from 'vue'
import { type Composer, useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useLocale, useTheme } from 'vuetify'
import { type Language, languages } from '#shared/languages/languages.ts'
import { readMessages } from '../../i18n/index.ts'
import { useNotices } from '../../stores/notices.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { pageOf, serviceOf } from './page-service.ts'

/** Lets title, language and colours of the document follow route and preferences. */
export function useWindow(): void {
  const messages = useI18n({ useScope: 'global' })
  const { t, locale } = messages
  const preferences = usePreferences()
  const theme = useTheme()
  const vuetifyLocale = useLocale()
  const route = useRoute()

  function applyLanguage(language: Language): void {
    locale.value = language
    vuetifyLocale.current.value = language
    document.documentElement.lang = language
    document.documentElement.dir = languages[language].direction
  }
  applyLanguage(preferences.language)
  watch(
    () => preferences.language,
    async (language) => {
      await readMessages(messages as Composer, language)
      if (preferences.language === language) applyLanguage(language)
    },
  )

  watch(
    () => preferences.theme,
    (choice) => theme.change(choice),
  )

  // At once: what is said from then on is about the new page.
  const notices = useNotices()
  watch(() => pageOf(route), notices.openPage, { immediate: true, flush: 'sync' })

  const title = computed(() => {
    const app = t('shell.appName')
    if (!route.name) return app
    const page = serviceOf(route)
      ? t(`commerce.services.${serviceOf(route)}`)
      : t(`shell.pages.${String(route.name)}`)
    return t('shell.documentTitle', { page, app })
  })
  watch(title, (text) => (document.title = text), { immediate: true })

  watch(
    () => theme.current.value.colors.sunken,
    async (colour) => {
      await nextTick()
      themeColour().content = String(colour)
      document.documentElement.style.colorScheme = theme.current.value.dark ? 'dark' : 'light'
    },
    { immediate: true },
  )
}

function themeColour(): HTMLMetaElement {
  const known = document.querySelector<HTMLMetaElement>('meta[name="theme-color"]')
  if (known) return known
  const made = document.createElement('meta')
  made.name = 'theme-color'
  return document.head.appendChild(made)
}
