/** What the shell and the start page say of services and messages. */
export const names = {
  commerce: {
    services: { events: 'Webex Events', training: 'Webex Training', both: 'Webex Events og Webex Training' },
    servicesShort: { events: 'Events', training: 'Training', both: 'Events og Training' },
    mode: {
      test: 'Test',
      production: 'Produksjon',
    },
  },
  mail: {
    messages: 'ingen meldinger | 1 melding | {n} meldinger',
    badge: '{n} trenger svar',
    badgeWaiting: '{n} venter',
    attention: {
      failed: 'ingen meldinger mislyktes | 1 melding kunne ikke leveres | {n} meldinger kunne ikke leveres',
      failedWhy: 'Du finner årsaken i utboksen.',
      uncertain:
        'ingen meldinger er uavklart | Uavklart om 1 melding kom fram | Uavklart om {n} meldinger kom fram',
      uncertainWhy:
        'Forbindelsen ble brutt før serveren svarte. Den venter på svar fra deg. | Forbindelsen ble brutt før serveren svarte. De venter på svar fra deg.',
      waiting: 'ingen meldinger venter | 1 melding venter i utboksen | {n} meldinger venter i utboksen',
      pausedWhy: 'Sendingen er satt på pause.',
      heldWhy: 'Ingen sendes før du velger det i utboksen.',
      toFailed: 'Rett i utboksen',
      toUncertain: 'Svar i utboksen',
      toOutbox: 'Åpne utboksen',
    },
  },
}
