import { createPinia } from 'pinia'
import {
  camelize,
  type Component,
  computed,
  createApp,
  defineComponent,
  h,
  nextTick,
  ref,
  shallowReactive,
  toHandlerKey,
  type VNode,
} from 'vue'
import { type Composer, useI18n } from 'vue-i18n'
import { createMemoryHistory } from 'vue-router'
import { VApp } from 'vuetify/components/VApp'
import type { Language, Preferences } from '#shared/preferences.ts'
import { navigationKey } from '../../src-renderer/actions/navigation.ts'
import { useShortcuts } from '../../src-renderer/actions/use-shortcuts.ts'
import { hostKey, provideApi } from '../../src-renderer/api-client.ts'
import PageFrame from '../../src-renderer/components/PageFrame.vue'
import { useWindow } from '../../src-renderer/components/shell/use-window.ts'
import { createMessages, readMessages } from '../../src-renderer/i18n/index.ts'
import { NAVIGATION } from '../../src-renderer/pages.ts'
import { createPages } from '../../src-renderer/router.ts'
import { useBackend } from '../../src-renderer/stores/backend.ts'
import { useOutcomes } from '../../src-renderer/stores/outcomes.ts'
import { useSite } from '../../src-renderer/stores/site.ts'
import { createTheme } from '../../src-renderer/theme/vuetify.ts'
import { SITE, USUAL_ANSWERS } from './data/site.ts'
import { type Answers, createFakeHost, type FakeHost } from './fake-host.ts'
import { findStory } from './stories.ts'
import type { OnScreen, Words } from './story.ts'

export interface MountOptions {
  readonly language?: Language
  readonly theme?: Exclude<Preferences['theme'], 'system'>
  /** Where it is drawn; without it in an element of its own at the end of the page. */
  readonly into?: HTMLElement
  readonly nonce?: string | undefined
  /** In place of the story's. */
  readonly props?: Readonly<Record<string, unknown>>
  readonly answers?: Answers
}

/** A story on screen. */
export interface MountedStory extends OnScreen {
  readonly host: FakeHost
  /** What the component emitted, by event, the earliest first. Models are given back to it as `v-model` would. */
  readonly emitted: Readonly<Record<string, readonly (readonly unknown[])[]>>
  /** The component itself: its root element and what it exposes. */
  readonly component: () => Record<string, unknown> & { readonly $el: HTMLElement }
  readonly router: ReturnType<typeof createPages>
  /** A text of the application in the story's language. */
  readonly t: (key: string, values?: Record<string, unknown>) => string
  /** Vue's warnings, errors, texts that are missing, calls without an answer. None in a story that is right. */
  readonly problems: readonly string[]
  unmount(): void
}

const LONGEST_WAIT_MS = 5000

/**
 * Draws a story, `components/grid/RefusedStrip/several`, with everything that the application gives its components:
 * Vuetify, router, stores, texts, and a host whose backend gives the story's answers. Resolves when it is in its state.
 */
export async function mountStory(id: string, options: MountOptions = {}): Promise<MountedStory> {
  const { language = 'nb', theme = 'light', nonce } = options
  const { component, state } = await findStory(id)
  // Where the window keeps what is being written across a reload.
  sessionStorage.clear()
  const problems: string[] = []
  const report = (problem: string) => void problems.push(problem)
  const host = createFakeHost(
    { ...USUAL_ANSWERS, ...state.answers, ...options.answers },
    { language, theme },
    report,
    state.host,
  )
  const emitted: Record<string, unknown[][]> = {}
  const models = shallowReactive<Record<string, unknown>>({})
  const instance = ref()

  const listeners = Object.fromEntries(
    eventsOf(component).map((event) => [
      toHandlerKey(camelize(event)),
      (...values: unknown[]) => {
        ;(emitted[event] ??= []).push(values)
        if (event.startsWith('update:')) models[event.slice('update:'.length)] = values[0]
      },
    ]),
  )
  const surroundings = defineComponent({
    name: 'StorySurroundings',
    setup() {
      useWindow()
      useOutcomes()
      useShortcuts()
      const { t, locale } = useI18n({ useScope: 'global' })
      const words: Words = {
        get language() {
          return locale.value as Language
        },
        t: (key, values = {}) => t(key, values),
        say: (text) => text[locale.value as Language] ?? text.en,
      }
      useSite().site = state.site === undefined ? SITE : state.site
      state.before?.(host)
      const given = computed(() => (typeof state.props === 'function' ? state.props(words) : state.props))
      // What a function returns may hold more than its type says.
      for (const name of Object.keys(given.value ?? {}))
        if (!hasProp(component, name)) report(`${id}: the component has no prop ${name}`)
      return () => {
        const props = { ...given.value, ...options.props, ...models, ...listeners, ref: instance }
        const drawn = h(component, props, state.slots as never)
        return h(VApp, null, () =>
          h(
            'div',
            { class: ['story-room', { whole: state.room?.height === 'window' }], style: styleOf(state.room) },
            [around(state.within, drawn)],
          ),
        )
      }
    },
  })

  const messages = createMessages(language)
  messages.global.setMissingHandler((locale, key) => report(`No text for ${key} in ${locale}`))
  const readOther = () => readMessages(messages.global as Composer, messages.global.locale.value)
  await readOther()
  const router = createPages(readOther, createMemoryHistory())
  // A link leads to its address; the page there is a story of its own.
  for (const { name, path } of router.getRoutes())
    if (name !== undefined) router.addRoute({ name, path, component: { render: () => null } })
  const app = createApp(surroundings)
  app.config.warnHandler = (message, _, trace) => report(`${message}${trace}`)
  app.config.errorHandler = (error, _, info) => report(`${String(error)} (${info})`)
  app.provide(hostKey, host)
  app.provide(navigationKey, NAVIGATION)
  provideApi(
    app,
    host.call,
    () => app.runWithContext(useBackend).refused(),
    (lost) => app.runWithContext(useOutcomes).lookUp(lost),
    async () => {
      const { useOpenedReports } = await import('../../src-renderer/stores/opened-reports.ts')
      return app.runWithContext(useOpenedReports)
    },
  )
  app.use(createPinia()).use(createTheme(nonce, theme)).use(messages).use(router)
  await router.push(state.route ?? '/')

  const place = options.into ?? document.body.appendChild(document.createElement('div'))
  app.mount(place)
  const screen = onScreen(host)
  const mounted: MountedStory = {
    ...screen,
    emitted,
    component: () => instance.value,
    router,
    t: (key, values = {}) => messages.global.t(key, values),
    problems,
    unmount() {
      app.unmount()
      if (!options.into) place.remove()
    },
  }
  await settled()
  try {
    await state.act?.(mounted)
  } catch (error) {
    report(`The story did not come into its state: ${String(error)}`)
  }
  return mounted
}

function around(place: 'ul' | 'bar' | undefined, drawn: VNode): VNode {
  if (place === 'bar') return h(PageFrame, null, { bar: () => drawn })
  return place ? h(place, null, [drawn]) : drawn
}

/** The events of a component, models included. */
function eventsOf(component: Component): readonly string[] {
  const { emits = [] } = component as { emits?: readonly string[] | Record<string, unknown> }
  return Array.isArray(emits) ? emits : Object.keys(emits)
}

const hasProp = (component: Component, name: string): boolean =>
  name in ((component as { props?: object }).props ?? {})

const styleOf = (room: { width?: number; height?: number | 'window' } = {}) => ({
  ...(room.width && { width: `${room.width}px` }),
  ...(typeof room.height === 'number' && { height: `${room.height}px` }),
})

/** Lets answers arrive and be drawn; a timer of the component is not waited for. */
async function settled(): Promise<void> {
  for (let i = 0; i < 5; i += 1) {
    await new Promise((resolve) => setTimeout(resolve))
    await nextTick()
  }
}

function onScreen(host: FakeHost): OnScreen {
  const find = (selector: string): HTMLElement => {
    const found = document.querySelector<HTMLElement>(selector)
    if (!found) throw new Error(`Nothing on screen fits ${selector}`)
    return found
  }
  return {
    host,
    find,
    async click(selector) {
      const element = find(selector)
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup'])
        element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }))
      element.click()
      await settled()
    },
    async type(selector, text) {
      const field = find(selector) as HTMLInputElement
      field.focus()
      field.value = text
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      await settled()
    },
    async key(selector, key, held = {}) {
      const element = find(selector)
      element.focus()
      element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }))
      await settled()
    },
    async press(...keys) {
      await settled()
      for (const pressed of keys) {
        pressKey(pressed)
        await settled()
      }
    },
    async appears(selector) {
      const until = performance.now() + LONGEST_WAIT_MS
      while (performance.now() < until) {
        const found = document.querySelector<HTMLElement>(selector)
        if (found) return found
        await settled()
      }
      throw new Error(`Nothing that fits ${selector} appeared`)
    },
  }
}

const HELD = { Shift: 'shiftKey', Control: 'ctrlKey', Alt: 'altKey' } as const

/** A key with those held before it, and what a browser does by itself if nothing prevents it. */
function pressKey(pressed: string): void {
  const target = document.activeElement ?? document.body
  const names = pressed.split('+')
  const key = names.pop() ?? ''
  const held = Object.fromEntries(names.map((name) => [HELD[name as keyof typeof HELD], true]))
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held })
  if (!target.dispatchEvent(event)) return
  if (target instanceof HTMLButtonElement && (key === 'Enter' || key === ' ')) target.click()
  if (target instanceof HTMLAnchorElement && key === 'Enter') target.click()
  if (target instanceof HTMLInputElement && key === 'Enter') sendForm(target.form)
}

/** Enter in a field presses the first button that sends its form; nothing where that is disabled. */
function sendForm(form: HTMLFormElement | null): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button[type=submit]')]
  const button = buttons.find((one) => one.form === form)
  if (form && button) button.click()
}
