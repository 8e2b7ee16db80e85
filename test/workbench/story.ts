import type { Component, VNode } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { Site } from '#shared/contract/site.ts'
import type { Language } from '#shared/preferences.ts'
import type { Answers, FakeHost, FakeHostOptions } from './fake-host.ts'

/**
 * A story shows one component in one state, with made-up data. `stories/` has a file for each folder of components or
 * pages; each is a record of components, by their names, with their states. A wrong prop, slot or answer does not compile.
 */

/** A component with type parameters is a function to the compiler. */
type AnyComponent = Component | ((props: never, ...rest: never) => unknown)
type PropsOf<C> = C extends new (...args: never) => { $props: infer P }
  ? P
  : C extends (props: infer P, ...rest: never) => unknown
    ? P
    : never
type SlotsOf<C> = C extends new (...args: never) => { $slots: infer S }
  ? S
  : C extends (props: never, context: infer X, ...rest: never) => unknown
    ? NonNullable<X> extends { slots: infer S }
      ? S
      : never
    : never

/** What is drawn in a slot. */
type Drawn = string | VNode | readonly (string | VNode)[]
/** Only the slots that the component names: Vue's own type of slots takes any. */
type Slots<S> = {
  readonly [K in keyof S as string extends K ? never : K]?: S[K] extends
    ((scope: infer Scope) => unknown) | undefined
    ? (scope: Scope) => Drawn
    : () => Drawn
}

/** The language that a story is drawn in, for made-up texts that its component gets from outside. */
export interface Words {
  readonly language: Language
  /** A text of the application. */
  t(key: string, values?: Record<string, unknown>): string
  /** A made-up text; in English where there is none in the language on screen. */
  say(text: Readonly<Partial<Record<Language, string>> & { en: string }>): string
}

type Given<P> = P | ((words: Words) => P)

interface Surroundings {
  readonly answers?: Answers
  /** The site that is open; null before it has been read. An ordinary one where it is left out. */
  readonly site?: Site | null
  readonly route?: RouteLocationRaw
  readonly host?: FakeHostOptions
  /** Runs in the set-up of the component around the story, so that it can fill stores. */
  before?(host: FakeHost): void
  /** Brings the drawn component into its state, as a person would: a click, a key. */
  act?(on: OnScreen): void | Promise<void>
  /** What the component needs around it: a list, or the action bar of a page. */
  readonly within?: 'ul' | 'bar'
  /** The room that it has; without it as wide as the window, and as high as it is. */
  readonly room?: { readonly width?: number; readonly height?: number | 'window' }
}

export type State<P, S = object> = Surroundings & { readonly slots?: Slots<S> } & (object extends P
    ? { readonly props?: Given<P> }
    : { readonly props: Given<P> })

/** What `act` can do. Each waits until what follows is drawn. */
export interface OnScreen {
  readonly host: FakeHost
  /** @throws where no element fits */
  find(selector: string): HTMLElement
  click(selector: string): Promise<void>
  type(selector: string, text: string): Promise<void>
  key(selector: string, key: string, held?: KeyboardEventInit): Promise<void>
  /**
   * Presses keys one after another on what has the focus: `ArrowDown`, `Shift+ArrowDown`, `Control+a`. Enter and Space
   * do what a browser does with them: they click a button, and Enter in a field sends its form.
   */
  press(...keys: string[]): Promise<void>
  /** Waits until something fits the selector. */
  appears(selector: string): Promise<HTMLElement>
}

/** A story whose types have been checked. */
export interface Story {
  readonly component: Component
  readonly states: Readonly<
    Record<string, Surroundings & { readonly props?: Given<object>; readonly slots?: object }>
  >
}

/** A component with its states. */
export function story<C extends AnyComponent>(
  component: C,
  states: Readonly<Record<string, State<PropsOf<NoInfer<C>>, SlotsOf<NoInfer<C>>>>>,
): Story {
  return { component, states } as unknown as Story
}
