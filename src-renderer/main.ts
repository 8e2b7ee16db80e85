import '@fontsource-variable/inter/opsz.css'
import '@fontsource-variable/jetbrains-mono/index.css'
// The core alone: nothing here is laid out by Vuetify's utility classes.
import 'vuetify/styles/core'
import './theme/base.css'
import './theme/vuetify.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import type { Composer } from 'vue-i18n'
import App from './App.vue'
import { createHost } from './host/index.ts'
import { firstReads } from '#shared/first-reads.ts'
import { withHeadStart } from './head-start.ts'
import { createMessages, readMessages } from './i18n/index.ts'
import { navigationKey } from './actions/navigation.ts'
import { NAVIGATION } from './pages.ts'
import { createPages } from './router.ts'
import { hostKey, provideApi } from './api-client.ts'
import { useBackend } from './stores/backend.ts'
import { useOutcomes } from './stores/outcomes.ts'
import { createTheme } from './theme/vuetify.ts'

// The CSP forbids eval, which zod would otherwise try for speed. Said without zod, which pages bring when they need it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

const NEARLY_MS = 50

/** Those of `--sans` and `--mono`. */
const FONTS = ['Inter Variable', 'JetBrains Mono Variable']
/**
 * Asks for the fonts before anything is laid out: text that has to wait for its own font is laid out twice, the first time in one
 * that the system has to look for.
 */
const loadFonts = () => Promise.allSettled(FONTS.map((font) => document.fonts.load(`13px "${font}"`)))

/** Not at the top level: a script that other files import waits for none of them. */
async function start(): Promise<void> {
  const fonts = loadFonts()
  const host = await createHost()
  const { call, answered } = withHeadStart(host.call, firstReads(location.hash))
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce

  const app = createApp(App)
  app.provide(hostKey, host)
  app.provide(navigationKey, NAVIGATION)
  provideApi(
    app,
    call,
    () => app.runWithContext(useBackend).refused(),
    (lost) => app.runWithContext(useOutcomes).lookUp(lost),
    async () => {
      const { useOpenedReports } = await import('./stores/opened-reports.ts')
      return app.runWithContext(useOpenedReports)
    },
  )
  app.use(createPinia())
  app.use(createTheme(nonce, host.preferences.theme))
  const messages = createMessages(host.preferences.language)
  const readOtherMessages = () => readMessages(messages.global as Composer, messages.global.locale.value)
  app.use(messages)
  app.use(createPages(readOtherMessages))
  // Answers and fonts that are nearly here make one paint of two; a slow backend holds up no window.
  await Promise.race([Promise.all([answered, fonts]), new Promise((go) => setTimeout(go, NEARLY_MS))])
  app.mount('#app')
  requestIdleCallback(() => void readOtherMessages())
}
void start()
