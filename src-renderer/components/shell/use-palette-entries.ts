import { BookmarkCheck, CircleQuestionMark, Layers, Mail, Table2, TextCursorInput, Ticket } from '@lucide/vue'
import { computed, type Ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Contract, OutputOf } from '#shared/contract/index.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { FinderWords } from '#shared/languages/finder-words.ts'
import { type HelpName, type HelpTexts, helpText } from '#shared/languages/help-texts.ts'
import { type Language, languageName, LANGUAGES, readByLanguage } from '#shared/languages/languages.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import { showField } from '../../actions/show-field.ts'
import { type ShownAction, useActions } from '../../actions/use-actions.ts'
import { useApi } from '../../api-client.ts'
import { useLanguage } from '../../language.ts'
import { type Place, placesIn, type Texts } from '../../places.ts'
import { reportLink } from '../../report-link.ts'
import { viewFilter, VIEWS } from '../../report-views.ts'
import { useHelp } from '../../stores/help.ts'
import { actionEntries, type PaletteEntry } from './palette-entries.ts'

/** What things are found by, in one language. */
interface Known {
  readonly texts: Texts
  readonly finder: FinderWords
  readonly help: HelpTexts
}

const readKnown = () =>
  readByLanguage(async ({ start, pages, finder, help }): Promise<Known> => {
    const [texts, words, helps] = await Promise.all([pages(), finder(), help()])
    return { texts: { ...texts, start }, finder: words, help: helps }
  })

/** Everything that the palette finds by itself, in every language: pages, actions, fields, views, templates, help. */
export function usePaletteEntries(open: Ref<boolean>) {
  const { t } = useI18n()
  const { language, nameOf } = useLanguage()
  const api = useApi()
  const router = useRouter()
  const actions = useActions()
  const help = useHelp()

  const known = shallowRef<Record<Language, Known> | null>(null)
  const views = shallowRef<OutputOf<Contract['views']['list']>>([])
  watch(
    open,
    async (now) => {
      if (!now) return
      // The rest is found while the backend is away; its strip says that it is.
      void api.views.list({}).then(
        (list) => (views.value = list),
        () => undefined,
      )
      known.value ??= await readKnown()
    },
    { immediate: true },
  )

  /** What is found by the words of `key`, and of each part of a page that it begins with. */
  const wordsOf = (keys: readonly string[]): string[] =>
    known.value
      ? Object.values(known.value).flatMap(({ finder }) => keys.flatMap((key) => finder[key] ?? []))
      : []
  const inOthers = (title: (texts: Texts, language: Language) => string): string[] =>
    known.value
      ? LANGUAGES.filter((one) => one !== language.value).map((one) =>
          title((known.value as Record<Language, Known>)[one].texts, one),
        )
      : []

  function wordsOfAction({ id, palette }: ShownAction): string[] {
    if (palette === 'pages') {
      const entry = id.replace(/^page\./, '')
      const pageTitle = ({ start: { shell, commerce } }: Texts) => {
        const { pages } = shell as { pages: Readonly<Record<string, string>> }
        const service = SERVICES.find((one) => one === entry)
        return service
          ? (pages['commerce']?.replace('{service}', commerce.services[service]) ?? '')
          : (pages[entry] ?? '')
      }
      return [...inOthers(pageTitle), ...wordsOf([id])]
    }
    const titles = inOthers(
      ({ start: { shell } }) => (shell.actions as Readonly<Record<string, string>>)[id] ?? '',
    )
    return [...titles, ...wordsOf([`action.${id}`, `action.${id.replace(/\..*/, '')}`])]
  }

  const titleOf = ({ page, service }: Place): string =>
    t(`shell.pages.${page}`, service ? { service: t(`commerce.services.${service}`) } : {})

  async function goTo(place: Place, helpName: HelpName | null): Promise<void> {
    await router.push(place.to)
    if ((await showField(place.spots)) && helpName) help.show(helpName)
  }

  const places = computed<PaletteEntry[]>(() => {
    if (!known.value) return []
    const seen = new Map<string, Place>()
    const { texts } = known.value[language.value]
    // Two labels of one field, such as those of different providers, are one entry where they are alike.
    for (const place of placesIn(texts)) {
      const same = [place.part, place.service, place.spots[0], place.label(texts)].join(' ')
      if (!seen.has(same)) seen.set(same, place)
    }
    return [...seen.values()].map((place) => ({
      key: `field.${place.key}`,
      group: 'fields',
      icon: TextCursorInput,
      title: place.label(texts),
      detail: titleOf(place),
      words: [
        ...inOthers((their) => place.label(their)),
        ...wordsOf([place.part, `${place.part}.${place.field}`]),
      ],
      run: () => void goTo(place, null),
    }))
  })

  const helps = computed<PaletteEntry[]>(() => {
    if (!known.value) return []
    const { texts, help: mine } = known.value[language.value]
    return placesIn(texts)
      .filter(
        ({ part, field, service }) =>
          isHelp(mine, part, field) && (service === null || service === SERVICES[0]),
      )
      .map((place) => {
        const name = `${place.part}.${place.field}` as HelpName
        const about = helpText(mine, name)
        return {
          key: `help.${name}`,
          group: 'help',
          icon: CircleQuestionMark,
          title: t('shell.helpOf', { field: place.label(texts) }),
          detail: about.replaceAll('\n', ' '),
          words: inOthers((their) => place.label(their)),
          about,
          run: () => void goTo(place, name),
        }
      })
  })

  const templates = computed<PaletteEntry[]>(() =>
    SERVICES.flatMap((service) =>
      LANGUAGES.map((their) => ({
        key: `template.${service}.${their}`,
        group: 'templates' as const,
        icon: Mail,
        title: t('shell.palette.template', {
          service: t(`commerce.services.${service}`),
          language: nameOf(their),
        }),
        words: inOthers(({ start: { shell, commerce } }, other) =>
          shell.palette.template
            .replace('{service}', commerce.services[service])
            .replace('{language}', languageName(their, other)),
        ),
        run: () =>
          void router.push({
            name: 'outbox',
            params: { view: 'templates' },
            query: { service, language: their },
          }),
      })),
    ),
  )

  const fixedViews = computed<PaletteEntry[]>(() =>
    VIEWS.map((view) => ({
      key: `view.${view}`,
      group: 'views',
      icon: Table2,
      title: t(`report.views.${view}`),
      detail: t('shell.pages.report'),
      words: inOthers(({ report }) => report.views[view]),
      run: () => void router.push(reportLink(viewFilter(view))),
    })),
  )

  const savedViews = computed<PaletteEntry[]>(() =>
    views.value.map(({ id, name, filter }) => ({
      key: `view.${id}`,
      group: 'views',
      icon: BookmarkCheck,
      title: name,
      detail: t('shell.pages.report'),
      run() {
        const link = reportLink(filter)
        void router.push({ ...link, query: { ...link.query, saved: String(id) } })
      },
    })),
  )

  const entries = computed<PaletteEntry[]>(() => [
    ...actionEntries(actions.all, wordsOfAction),
    ...places.value,
    ...fixedViews.value,
    ...savedViews.value,
    ...templates.value,
    ...helps.value,
  ])

  /** What the backend has found: batches and codes. */
  function found(
    batches: OutputOf<Contract['report']['batches']>,
    codes: OutputOf<Contract['overview']['find']>,
  ): PaletteEntry[] {
    return [
      ...batches.map(({ id, name, codes: size }): PaletteEntry => ({
        key: `batch.${id}`,
        group: 'batches',
        icon: Layers,
        title: name || `${REPORT_WORDS[language.value].batch} ${id}`,
        detail: t('common.codes', { n: size }, size),
        run: () => void router.push(reportLink({ batch: id })),
      })),
      ...codes.map((row): PaletteEntry => ({
        key: `code.${row.id}`,
        group: 'codes',
        icon: Ticket,
        title: row.code,
        detail: [row.recipient, row.email].filter(Boolean).join(' · '),
        status: row.status,
        run: () => void router.push(reportLink({ text: row.code })),
      })),
    ]
  }

  return { entries, found }
}

const isHelp = (help: HelpTexts, part: string, field: string): boolean => {
  const texts = (help as unknown as Readonly<Record<string, Readonly<Record<string, string>>>>)[part]
  return texts !== undefined && field in texts
}
