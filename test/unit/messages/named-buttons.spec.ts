import { expect, it } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { LANGUAGES, languages } from '#shared/languages/languages.ts'
import { errorText } from '#shared/wording/error-texts.ts'

it.each(LANGUAGES)('a message about a site file names the button that there is: %s', (language) => {
  const { save } = (languages[language].start as { siteFile: { save: string } }).siteFile
  const { remedy } = errorText(new Refusal('siteFile.not-a-site', { name: 'a.txt' }), language)
  expect(remedy).toContain(save)
})
