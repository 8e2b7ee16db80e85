import type { z } from 'zod'
import type { ApiError } from './contract/error-codes.ts'
import type { FileRef } from './contract/files.ts'
import type { asks } from './desktop-requests.ts'
import type { Preferences } from './preferences.ts'
import type { UpdateState } from './updates.ts'
import type { BackendState } from './wire.ts'

export type Ask = keyof typeof asks
export type DesktopRequestInput<A extends Ask> = z.output<(typeof asks)[A]>

/** What each ask gives; most give nothing. */
export interface DesktopRequestOutputs {
  'dialog.open': FileRef | null
  'dialog.save': FileRef | null
  'dialog.folder': FileRef | null
  'page.pdf': { name: string } | null
  'file.dropped': FileRef
  'file.opened': FileRef | null
  'spelling.state': SpellingState
  'backend.port': BackendState | null
  'update.get': { state: UpdateState; wanted: boolean }
}
export type DesktopRequestOutput<A extends Ask> = A extends keyof DesktopRequestOutputs
  ? DesktopRequestOutputs[A]
  : void
export type Answer<T> = { ok: true; output: T } | { ok: false; error: ApiError }

/** How spelling is checked now, for the page of settings. */
export interface SpellingState {
  readonly check: boolean
  readonly languages: readonly string[]
  /** What can be checked; none where the system itself finds the language of a text (macOS). */
  readonly available: readonly string[]
  /** Word lists come from the network, instead of from the system. */
  readonly downloads: boolean
  /** Languages whose word list could not be downloaded. */
  readonly failed: readonly string[]
}

/** What the window shows of work under way, and what a person is asked about who quits meanwhile. */
export type LongWork = NonNullable<DesktopRequestInput<'work.show'>>
/** What is said of work that has ended while the person is at something else. */
export type WorkEnd = DesktopRequestInput<'work.ended'>

/** Asked once, before the page's first script, and answered at once: it decides the first paint. */
export const SETUP_CHANNEL = 'window.setup'
export interface WindowSetup {
  preferences: Preferences
  platform: 'darwin' | 'win32' | 'linux'
  recovered: boolean
  region: string | undefined
  backendState: BackendState | null
  /** Whether this package has an address to look for updates. */
  updates: boolean
}

/** What main sends to the page by itself. */
export interface WindowMessages {
  'backend.state': BackendState
  /** The entry of the application menu that was chosen, by its id. */
  'menu.chosen': string
  /** A person asked to open a file: `file.opened` gives it. */
  'file.waiting': null
  /** A word list came, or could not be downloaded. */
  'spelling.changed': SpellingState
  'update.state': UpdateState
}
export type WindowMessage = keyof WindowMessages
/** Carries the backend's port, from main to the preload and from there to the page. */
export const PORT_CHANNEL = 'backend.port'
/** The same, where the preload has sent the page's first reads over it already (`first-reads.ts`). */
export const BEGUN_PORT = 'backend.port.begun'

/** What the preload puts into the page, under `BRIDGE_NAME`. It carries; it knows nothing else. */
export interface Bridge {
  readonly setup: WindowSetup
  ask<A extends Exclude<Ask, 'file.dropped'>>(
    channel: A,
    input: DesktopRequestInput<A>,
  ): Promise<Answer<DesktopRequestOutput<A>>>
  registerDropped(file: object): Promise<Answer<FileRef>>
  on<T extends WindowMessage>(channel: T, listener: (message: WindowMessages[T]) => void): void
}
export const BRIDGE_NAME = 'ecommerceAdminHost'
