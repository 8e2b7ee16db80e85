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
      failed: 'ingen e-poster mislyktes | 1 e-post kunne ikke leveres | {n} e-poster kunne ikke leveres',
      failedWhy: 'Serveren avviste dem. Dens egne ord står i utboksen.',
      uncertain:
        'ingen e-poster er uvisse | 1 e-post kan ha kommet fram, eller ikke | {n} e-poster kan ha kommet fram, eller ikke',
      uncertainWhy:
        'Forbindelsen ble brutt før serveren svarte. Den venter på svar fra deg. | Forbindelsen ble brutt før serveren svarte. De venter på svar fra deg.',
      waiting: 'ingen e-poster venter | 1 e-post venter i utboksen | {n} e-poster venter i utboksen',
      pausedWhy: 'Sendingen er stanset.',
      heldWhy: 'Ingen sendes før du velger det i utboksen.',
      toFailed: 'Rett i utboksen',
      toUncertain: 'Svar i utboksen',
      toOutbox: 'Åpne utboksen',
    },
  },
}
