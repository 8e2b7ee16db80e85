import type { names as source } from '../../nb/window/names.ts'
import type { Shape } from '../../shape.ts'

/** What the shell and the start page say of services and messages. */
export const names: Shape<typeof source> = {
  commerce: {
    services: { events: 'Webex Events', training: 'Webex Training', both: 'Webex Events and Webex Training' },
    servicesShort: { events: 'Events', training: 'Training', both: 'Events and Training' },
    mode: {
      test: 'Test',
      production: 'Production',
    },
  },
  mail: {
    messages: 'no messages | 1 message | {n} messages',
    badge: '{n} need an answer',
    badgeWaiting: '{n} waiting',
    attention: {
      failed: 'no e-mails failed | 1 e-mail could not be delivered | {n} e-mails could not be delivered',
      failedWhy: 'The server refused them. Its own words are in the outbox.',
      uncertain:
        'no e-mails are uncertain | 1 e-mail may have arrived, or not | {n} e-mails may have arrived, or not',
      uncertainWhy:
        'The connection was cut before the server answered. It waits for your answer. | The connection was cut before the server answered. They wait for your answer.',
      waiting:
        'no e-mails are waiting | 1 e-mail is waiting in the outbox | {n} e-mails are waiting in the outbox',
      pausedWhy: 'Sending is paused.',
      heldWhy: 'None are sent until you choose to in the outbox.',
      toFailed: 'Fix in the outbox',
      toUncertain: 'Answer in the outbox',
      toOutbox: 'Open the outbox',
    },
  },
}
