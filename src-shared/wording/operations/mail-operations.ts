import type { mailOperations } from '../../contract/operations.ts'
import { capitalised } from '../format.ts'
import { counted, type OperationPresentations } from './operation-presentation.ts'
import type { Translator } from './operation-sentence.ts'

export const mailPresentations: OperationPresentations<keyof typeof mailOperations> = {
  'save-template': {
    sentence: ({ service, language, isDefault }, { say, t, languageName }) =>
      say(isDefault ? 'default' : 'changed', {
        service: t(`history.services.${service}`),
        language: languageName(language),
      }),
    rows: ({ service, language }, { row, languageName, ...words }) => [
      row('service', words.service(service)),
      row('language', capitalised(languageName(language))),
    ],
  },
  'queue-messages': {
    sentence: ({ messages }, words) => words.say('done', numberOf(messages, words)),
    rows: ({ messages, codes }, { row, count }) => [
      row('messages', count(messages)),
      row('codes', count(codes)),
    ],
  },
  'cancel-messages': {
    sentence: ({ messages }, words) => words.say('done', numberOf(messages, words)),
    rows: ({ messages }, { row, count }) => [row('messages', count(messages))],
  },
  'resend-messages': {
    sentence: ({ messages }, words) => words.say('done', numberOf(messages, words)),
    rows: ({ messages }, { row, count }) => [row('messages', count(messages))],
  },
  'resolve-messages': {
    sentence: ({ messages, arrived }, words) =>
      words.say(arrived ? 'arrived' : 'not-arrived', numberOf(messages, words)),
    rows: ({ messages }, { row, count }) => [row('messages', count(messages))],
  },
  'mark-sent': {
    sentence: ({ messages }, words) => words.say('done', numberOf(messages, words)),
    rows: ({ messages }, { row, count }) => [row('messages', count(messages))],
  },
  'save-mail-files': {
    sentence: ({ messages, format }, words) =>
      words.say('done', { ...numberOf(messages, words), format: words.say(format) }),
    rows: ({ messages, format }, { row, count, say }) => [
      row('messages', count(messages)),
      row('files', say(format)),
    ],
  },
  'set-mail-settings': { sentence: (_, { say }) => say('done'), rows: () => [] },
}

const numberOf = (messages: number, translator: Translator) => ({
  messages: counted(translator, 'mail.messages', messages),
})
