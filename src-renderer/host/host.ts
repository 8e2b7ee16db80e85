import type { MethodName } from '#shared/contract/index.ts'
import type { EventName, Events } from '#shared/contract/events.ts'
import type { FileRef } from '#shared/contract/files.ts'
import type { MenuItem } from '#shared/menu-items.ts'
import type { Preferences } from '#shared/preferences.ts'
import type { LongWork, SpellingState, WorkEnd } from '#shared/desktop-bridge.ts'
import type { UpdateState } from '#shared/updates.ts'
import type { BackendState } from '#shared/wire.ts'

/** An event of the contract, its payload narrowed by `name`. */
export type HostEvent = { [E in EventName]: { name: E; payload: Events[E] } }[EventName]

/**
 * What a page in a browser finds out by itself: nobody answers at its address any more, since a moment or for longer;
 * another start of the program does, which this tab has no session of; or one with another page than this.
 */
export interface Unreachable {
  readonly state: 'unreachable'
  readonly why: 'no-answer' | 'ended' | 'other-start' | 'updated'
}

/** The backend's state as far as the page can know it. `missed`: something may have happened without an event. */
export type HostState = BackendState | { readonly state: 'running'; readonly missed: true } | Unreachable

/** Takes the listener away again. */
export type Off = () => void

/** The buttons of a title bar that the page draws itself. */
export interface WindowControls {
  minimize(): void
  toggleMaximize(): void
  close(): void
  /** Opens the application menu below the title bar's menu button. */
  popupMenu(): void
}

/** The application menu, as far as the page carries it out. */
export interface ApplicationMenu {
  set(items: readonly MenuItem[]): void
  /** The entry that was chosen, by its id; also one chosen before anybody listened. */
  onChosen(listener: (id: string) => void): Off
}

/** The checking of spelling, which `preferences.spelling` chooses. */
export interface SpellingCheck {
  state(): Promise<SpellingState>
  /** A word list came, or could not be downloaded. */
  onChanged(listener: (state: SpellingState) => void): Off
}

/** Where a person sees work that takes a while without looking at the window. */
export interface WorkDisplay {
  /** Null where nothing is under way. */
  show(work: LongWork | null): void
  /** Says so where the person is at something else. */
  ended(end: WorkEnd): void
}

/** What the desktop keeps of the window. */
export interface DesktopShell {
  /** Where the next start begins; null for its first page. */
  keepPlace(place: string | null): void
  /** What the open site is called, for the menu of other sites’ windows. */
  siteNamed(name: string): void
}

/** Nothing is downloaded or installed unless it is asked for here. */
export interface ProgramUpdates {
  get(): Promise<{ state: UpdateState; wanted: boolean }>
  /** Whether it looks for updates by itself, once a day. */
  setWanted(wanted: boolean): Promise<void>
  check(): Promise<void>
  download(): Promise<void>
  cancel(): Promise<void>
  install(): Promise<void>
  onState(listener: (state: UpdateState) => void): Off
}

/** What surrounds the page: an Electron window, or a browser tab. The rest of the window knows no difference. */
export interface Host {
  readonly kind: 'desktop' | 'browser'
  /** `darwin` draws its own window buttons: 80 px are left free for them. */
  readonly platform: 'darwin' | 'win32' | 'linux' | 'browser'
  /** True when the page was reloaded because its process had crashed; say so once. */
  readonly recovered: boolean
  /** The country of the system's settings, by its ISO 3166 code; undefined where the host does not know it. */
  readonly region: string | undefined

  /**
   * Carries a call to the backend; `apiOver(host.call)` makes the typed object. Safe to pass around unbound.
   * @throws {Refusal} the backend's, or `backend.restarting` for what was asked while it is away and for reads under way,
   *   or `backend.outcome-unknown` for a change under way.
   */
  call(method: MethodName, input: unknown): Promise<unknown>
  onEvent(listener: (event: HostEvent) => void): Off
  /** Reports the state at once where it is known (calls wait for the first start), then every change. */
  onBackendState(listener: (state: HostState) => void): Off
  /** Asks the host to start a backend that is `stopped` (or waits to restart) now; or looks for a host that is unreachable. */
  retryBackend(): void

  /** Lets the person choose a file to read; null when they choose none. `extensions` without the dot. */
  openFile(options: { extensions: readonly string[] }): Promise<FileRef | null>
  /** A file that was dropped on the page, or comes from a file field. */
  registerDropped(file: File): Promise<FileRef>
  /**
   * A file that a person asked to open outside the window, by a double click or a second start. Null in a browser.
   * `take` gives it, or null for none; `onWaiting` says that there is one.
   */
  readonly openedFile: { take(): Promise<FileRef | null>; onWaiting(listener: () => void): Off } | null
  /** What was opened or dropped is not needed any more: a browser's host keeps a copy until then. */
  discard(ref: FileRef): void
  /** Lets the person choose where to write (desktop), or makes room for a download (browser); null for neither. */
  saveFile(options: { suggestedName: string }): Promise<FileRef | null>
  /** Lets the person choose a folder to write into; null when they choose none. Null itself in a browser, which cannot. */
  readonly chooseFolder: (() => Promise<FileRef | null>) | null
  /** Call it when the backend has written `ref`: the browser downloads it, the desktop has nothing to do. */
  deliver(ref: FileRef): Promise<void>

  /** Opens the system's print dialog for what the page's print styles show. */
  print(): void
  /**
   * Saves the same as a PDF, where the person chooses; null when they choose nowhere. Null itself in a browser, whose
   * own print dialog does that.
   */
  readonly savePdf: ((options: { suggestedName: string }) => Promise<{ name: string } | null>) | null

  /** The current preferences; known before the first paint. */
  readonly preferences: Preferences
  /**
   * They apply at once, whether or not they can be kept.
   * @throws {Refusal} `storage.unavailable` or `storage.full` where they were not kept
   */
  setPreferences(preferences: Preferences): Promise<void>

  /** Null in a browser, which has settings of its own for it. */
  readonly spelling: SpellingCheck | null

  /** Null in a browser, which has no place for it. */
  readonly work: WorkDisplay | null

  /** Null in a browser, which has tabs and bookmarks of its own. */
  readonly shell: DesktopShell | null

  /** Updates of the program itself; null where it has no address to look for any. */
  readonly updates: ProgramUpdates | null

  /** Null where there is a title bar already. */
  readonly windowControls: WindowControls | null
  /** Null in a browser, where the page has no menu of its own. */
  readonly menu: ApplicationMenu | null
  /** Only addresses on the allow-list open; the rest do nothing. */
  openExternal(url: string): void
}
