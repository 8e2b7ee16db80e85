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
      failed: 'no messages failed | 1 message could not be delivered | {n} messages could not be delivered',
      failedWhy: 'The outbox shows why.',
      uncertain:
        'no messages are unclear | Unclear whether 1 message arrived | Unclear whether {n} messages arrived',
      uncertainWhy:
        'The connection was cut before the server answered. It waits for your answer. | The connection was cut before the server answered. They wait for your answer.',
      waiting:
        'no messages are waiting | 1 message is waiting in the outbox | {n} messages are waiting in the outbox',
      pausedWhy: 'Sending is paused.',
      heldWhy: 'None are sent until you choose to in the outbox.',
      toFailed: 'Fix in the outbox',
      toUncertain: 'Answer in the outbox',
      toOutbox: 'Open the outbox',
    },
  },
}
