/** Where office paper is Letter by custom or law, by ISO 3166 code; everywhere else it is A4. */
const LETTER = ['US', 'CA', 'MX', 'GT', 'SV', 'HN', 'NI', 'CR', 'PA', 'CO', 'VE', 'CL', 'PH', 'PR', 'DO']

export type Paper = 'a4' | 'letter'

/** The paper that printers of a region have. */
export const paperOf = (region: string | undefined): Paper =>
  region !== undefined && LETTER.includes(region) ? 'letter' : 'a4'

/** The region of a browser's languages: of the first that names one, else the most likely of the first. */
export function regionOf(tags: readonly string[]): string | undefined {
  const locales = tags.flatMap(localeOf)
  return locales.find(({ region }) => region !== undefined)?.region ?? locales[0]?.maximize().region
}

/** None where it is no language tag: a system without a language gives `en-US@posix`. */
function localeOf(tag: string): Intl.Locale[] {
  try {
    return [new Intl.Locale(tag)]
  } catch {
    return []
  }
}
