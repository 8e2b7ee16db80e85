import { en, nb } from '../all-messages.ts'
import type { StepTranslator } from '../../../../src-renderer/pages/payments/step-words.ts'

export type Messages = { [key: string]: string | Messages }

/** Says the messages, without the machinery of the window; a message that is not there fails the test. */
export const translatorIn = (language: 'nb' | 'en'): StepTranslator => ({
  language,
  t(key, values = {}) {
    const messages = (language === 'nb' ? nb : en) as Messages
    const found = key
      .split('.')
      .reduce<string | Messages | undefined>(
        (at, part) => (typeof at === 'object' ? at[part] : undefined),
        messages,
      )
    if (typeof found !== 'string') throw new Error(`no message ${key}`)
    return found.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`no value ${name} for ${key}`)
      return value
    })
  },
})
