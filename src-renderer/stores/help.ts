import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { type HelpName, type HelpTexts, helpText } from '#shared/languages/help-texts.ts'
import { type Language, languages } from '#shared/languages/languages.ts'

/** The help beside the fields: its texts, read when first asked for, and which is open. */
export const useHelp = defineStore('help', () => {
  const texts = shallowRef<Partial<Record<Language, HelpTexts>>>({})
  const shown = ref<HelpName | null>(null)

  /** Reads the texts of that language, once. */
  async function read(language: Language): Promise<void> {
    if (texts.value[language]) return
    const help = await languages[language].help()
    texts.value = { ...texts.value, [language]: help }
  }
  /** Its paragraphs; none before they are read. */
  function paragraphs(name: HelpName, language: Language): string[] {
    const help = texts.value[language]
    return help ? helpText(help, name).split('\n') : []
  }
  /** Opens the help of that field, where its button is on screen. */
  const show = (name: HelpName) => (shown.value = name)

  return { shown, read, paragraphs, show }
})
