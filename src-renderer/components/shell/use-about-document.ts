import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useApi } from '../../api-client.ts'
import { useFailures } from '../../stores/failures.ts'

/** What can be read in the dialog about the program. */
export type AboutDocument = 'notes' | 'licenses' | 'report'

/** Beside the page, where the build put them. */
const FILES: Readonly<Record<Exclude<AboutDocument, 'report'>, string>> = {
  notes: 'release-notes.txt',
  licenses: 'third-party-notices.txt',
}

/** What the window runs on: `Electron 45.4.1, Chromium 144.0`. */
export function windowVersions(userAgent = navigator.userAgent): string {
  const version = (name: string) => new RegExp(`${name}/([\\d.]+)`).exec(userAgent)?.[1]
  const known = [
    ['Electron', version('Electron')],
    ['Chromium', version('Chrome')],
    ['Firefox', version('Firefox')],
    // Others name it, too.
    ['Safari', version('Chrome') === undefined ? version('Version') : undefined],
  ]
  return known.flatMap(([name, found]) => (found === undefined ? [] : [`${name} ${found}`])).join(', ')
}

/** The one document that is open; its text comes a moment later. */
export function useAboutDocument() {
  const { t } = useI18n()
  const api = useApi()
  const failures = useFailures()
  const shown = ref<AboutDocument | null>(null)
  const text = ref<string | null>(null)

  async function read(name: AboutDocument): Promise<string> {
    if (name === 'report') return (await api.about.report({ window: navigator.userAgent })).text
    const response = await fetch(FILES[name])
    return response.ok ? await response.text() : t('about.missing')
  }

  async function show(name: AboutDocument): Promise<void> {
    shown.value = name
    text.value = null
    try {
      const found = await read(name)
      if (shown.value === name) text.value = found
    } catch (error) {
      failures.report(error)
    }
  }

  return {
    shown,
    text,
    show,
    close: () => (shown.value = null),
  }
}
