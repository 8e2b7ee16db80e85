import {
  FileSpreadsheet,
  FlaskRound,
  Globe,
  House,
  Info,
  Keyboard,
  Monitor,
  Moon,
  Redo2,
  Sun,
  Undo2,
} from '@lucide/vue'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Command } from '#shared/commands.ts'
import type { SiteKind } from '#shared/contract/site.ts'
import { LANGUAGES, languages } from '#shared/languages/languages.ts'
import { useFailures } from '../../stores/failures.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { useSite } from '../../stores/site.ts'
import { useUndo } from '../../stores/undo.ts'
import { useExampleFile } from '../../stores/example-file.ts'
import { NAVIGATION } from './navigation-entries.ts'
import type { PaletteEntry } from './palette-entries.ts'

/** Windows of the shell that an action may open. */
export interface Sheets {
  palette: boolean
  keys: boolean
  about: boolean
}

/** What the palette, the application menu and the strips do. */
export function useActions(sheets: Sheets) {
  const { t } = useI18n()
  const router = useRouter()
  const preferences = usePreferences()
  const site = useSite()
  const undo = useUndo()
  const failures = useFailures()
  const example = useExampleFile()

  async function openSite(kind: SiteKind): Promise<void> {
    try {
      await site.open(kind)
      await router.push({ name: 'overview' })
    } catch (error) {
      failures.report(error)
    }
  }

  function runCommand(command: Command): void {
    const actions: Record<Command, () => unknown> = {
      'codes.create': () => router.push({ name: 'create' }),
      // The report page itself exports when it is open already.
      'report.export': () => router.currentRoute.value.name === 'report' || router.push({ name: 'report' }),
      'site.open-sample': () => openSite('sample'),
      'site.open-own': () => openSite('own'),
      'page.overview': () => router.push({ name: 'overview' }),
      'page.report': () => router.push({ name: 'report' }),
      'page.create': () => router.push({ name: 'create' }),
      'page.history': () => router.push({ name: 'history' }),
      'page.settings': () => router.push({ name: 'settings' }),
      'search.focus': () => (sheets.palette = true),
      'help.keys': () => (sheets.keys = true),
      'help.about': () => (sheets.about = true),
    }
    actions[command]()
  }

  const entries = computed<PaletteEntry[]>(() => {
    const action = (key: string, icon: PaletteEntry['icon'], run: () => unknown): PaletteEntry => ({
      key,
      group: 'actions',
      icon,
      title: t(`shell.actions.${key}`),
      run: () => void run(),
    })
    const pages = NAVIGATION.flatMap((group) => group.pages).map(
      ({ key, icon, label, to, service }): PaletteEntry => ({
        key,
        group: 'pages',
        icon,
        title: service ? t('shell.pages.commerce', { service: t(label) }) : t(label),
        run: () => void router.push(to),
      }),
    )
    return [
      ...pages,
      action('undo', Undo2, undo.undoLatest),
      action('redo', Redo2, undo.redoLatest),
      action('saveExample', FileSpreadsheet, example.saveExample),
      site.site?.kind === 'sample'
        ? action('openOwn', House, () => openSite('own'))
        : action('openSample', FlaskRound, () => openSite('sample')),
      ...LANGUAGES.filter((language) => language !== preferences.language).map((language) => ({
        key: `language.${language}`,
        group: 'actions' as const,
        icon: Globe,
        title: languages[language].switchTo,
        run: () => preferences.setLanguage(language),
      })),
      action('toLight', Sun, () => preferences.setTheme('light')),
      action('toDark', Moon, () => preferences.setTheme('dark')),
      action('toSystem', Monitor, () => preferences.setTheme('system')),
      action('keys', Keyboard, () => (sheets.keys = true)),
      action('about', Info, () => (sheets.about = true)),
    ]
  })

  return { entries, runCommand, openSite }
}
