import type { ReportWords } from '../wording/report-words.ts'
import type { BackendTexts } from './backend-texts.ts'
import type { BrowserTexts } from './browser-texts.ts'
import type { DesktopTexts } from './desktop-texts.ts'
import type { FinderWords } from './finder-words.ts'
import type { Formats } from './formats.ts'
import type { HelpTexts } from './help-texts.ts'
import type { HostTexts } from './host-texts.ts'
import type { pages } from './nb/window/pages.ts'
import type { start } from './nb/window/start.ts'
import type { Shape } from './shape.ts'
import type { Wording } from './wording.ts'

/**
 * A language of the product: what the index of its folder exports. What the first paint needs is in it; the rest is read
 * by whoever needs it, so that the window's first script stays small. Norwegian is written first: its messages are the
 * keys that every language must have.
 */
export interface LanguageDefinition {
  /** As its speakers call it. */
  readonly name: string
  /** For a narrow button. */
  readonly shortName: string
  /** The command that changes to it, in its own words. */
  readonly switchTo: string
  /** For Intl: days in words, lists, names of currencies. */
  readonly locale: string
  /** The tag by which Intl.DisplayNames names it plainly in other languages. */
  readonly namedAs: string
  readonly direction: 'ltr' | 'rtl'
  /** Who gets it without having chosen: those who read one of these languages, and who are in one of these countries. */
  readonly readBy: { readonly languages: readonly string[]; readonly countries: readonly string[] }
  readonly formats: Formats
  readonly report: ReportWords
  /** What the shell and the start page say. */
  readonly start: Shape<typeof start>
  /** What the other pages say. */
  readonly pages: () => Promise<Shape<typeof pages>>
  /** What explains a field beside it. */
  readonly help: () => Promise<HelpTexts>
  /** What the palette finds things by, beside their titles. */
  readonly finder: () => Promise<FinderWords>
  /** What both the window and the backend say. */
  readonly wording: () => Promise<Wording>
  readonly backend: () => Promise<BackendTexts>
  readonly desktop: () => Promise<DesktopTexts>
  readonly browser: () => Promise<BrowserTexts>
  /** What both hosts say. */
  readonly host: () => Promise<HostTexts>
}
