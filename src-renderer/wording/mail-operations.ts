import { FileDown, FilePen, MailCheck, MailPlus, MailQuestionMark, Mails, MailX, Server } from '@lucide/vue'
import type { mailOperations } from '#shared/contract/operations.ts'
import { capitalised } from '../language.ts'
import { counted, type OperationPresentations } from './operation-presentation.ts'
import type { Translator } from './operation-sentence.ts'

export const mailPresentations: OperationPresentations<keyof typeof mailOperations> = {
  'save-template': {
    icon: FilePen,
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
    icon: MailPlus,
    sentence: ({ messages }, words) => words.say('done', numberOf(messages, words)),
    rows: ({ messages, codes }, { row, count }) => [
      row('messages', count(messages)),
      row('codes', count(codes)),
    ],
  },
  'cancel-messages': {
    icon: MailX,
    sentence: ({ messages }, words) => words.say('done', numberOf(messages, words)),
    rows: ({ messages }, { row, count }) => [row('messages', count(messages))],
  },
  'resend-messages': {
    icon: Mails,
    sentence: ({ messages }, words) => words.say('done', numberOf(messages, words)),
    rows: ({ messages }, { row, count }) => [row('messages', count(messages))],
  },
  'resolve-messages': {
    icon: MailQuestionMark,
    sentence: ({ messages, arrived }, words) =>
      words.say(arrived ? 'arrived' : 'not-arrived', numberOf(messages, words)),
    rows: ({ messages }, { row, count }) => [row('messages', count(messages))],
  },
  'mark-sent': {
    icon: MailCheck,
    sentence: ({ messages }, words) => words.say('done', numberOf(messages, words)),
    rows: ({ messages }, { row, count }) => [row('messages', count(messages))],
  },
  'save-mail-files': {
    icon: FileDown,
    sentence: ({ messages, format }, words) =>
      words.say('done', { ...numberOf(messages, words), format: words.say(format) }),
    rows: ({ messages, format }, { row, count, say }) => [
      row('messages', count(messages)),
      row('files', say(format)),
    ],
  },
  'set-mail-settings': { icon: Server, sentence: (_, { say }) => say('done'), rows: () => [] },
}

const numberOf = (messages: number, translator: Translator) => ({
  messages: counted(translator, 'mail.messages', messages),
})
