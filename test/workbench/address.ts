import { LANGUAGES, type Language } from '#shared/preferences.ts'

export const THEMES = ['light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** What an address of the workbench names: `?story=components/grid/RefusedStrip/several&lang=nb&theme=dark`. */
export interface Address {
  readonly story: string
  readonly language: Language
  readonly theme: Theme
}

export function readAddress(search: string): Address {
  const query = new URLSearchParams(search)
  return {
    story: query.get('story') ?? '',
    language: LANGUAGES.find((known) => known === query.get('lang')) ?? 'nb',
    theme: THEMES.find((known) => known === query.get('theme')) ?? 'light',
  }
}

export const writeAddress = ({ story, language, theme }: Address): string =>
  `?story=${encodeURIComponent(story).replaceAll('%2F', '/')}&lang=${language}&theme=${theme}`

/** For scripts that draw many stories, such as the spec that draws them all: the story’s page has it as `storyPage`. */
export interface StoryPage {
  show(address: Address): Promise<void>
  /** What is wrong with the story that is shown, so far. */
  problems(): readonly string[]
  readonly folders: readonly string[]
  listStories(folder: string): Promise<string[]>
}
