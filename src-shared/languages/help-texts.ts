import type { pages } from './nb/window/pages.ts'

type Labels = typeof pages

/**
 * What each field is for, in a few sentences, read when a person asks for it. Keyed as the labels of the form are, so
 * that a field without one does not compile.
 */
export interface HelpTexts {
  readonly commerce: Readonly<Record<keyof Labels['commerce']['fields'] | 'services' | 'mode', string>>
  readonly create: Readonly<Record<keyof Labels['create']['fields'], string>>
  readonly report: Readonly<Record<'parameters' | 'terms' | 'extend', string>>
}

/** The name of one help text: `commerce.partnerId`. */
export type HelpName = {
  [Part in keyof HelpTexts]: `${Part}.${keyof HelpTexts[Part] & string}`
}[keyof HelpTexts]

/** The text of that name; each line is a paragraph. */
export function helpText(texts: HelpTexts, name: HelpName): string {
  const [part, field] = name.split('.') as [keyof HelpTexts, string]
  return (texts[part] as Readonly<Record<string, string>>)[field] ?? ''
}
