import type { BrowserTexts } from '../browser-texts.ts'

const run = (command: string) =>
  `Kjør ${command} i et terminalvindu, også om programmet allerede går. Hvis du startet det med --data, tar du med den samme mappen.`

export const browser: BrowserTexts = {
  name: 'E-handel',
  noSession: {
    title: 'Åpne en ny adresse',
    text: 'Denne fanen har ikke tilgang til programmet. Den er fra en tidligere start, eller adressen er brukt før eller eldre enn to minutter. Slik kommer ingen andre inn.',
    run,
    open: (address) => `Åpne adressen som skrives ut: ${address} Den virker én gang.`,
    back: 'Hvis du åpner den i denne nettleseren, fortsetter denne fanen av seg selv.',
    kept: 'Alt som er lagret, er der fortsatt.',
  },
  foreignWorker: {
    title: 'Et annet program kunne lese det som ble sendt',
    text: 'Nettleseren hadde en service worker på denne adressen som ikke hører til E-handel. Den kunne ha lest og endret alt som ble sendt. Derfor er siden stoppet, og service workeren er fjernet.',
    close: (address) => `Lukk alle faner med adressen ${address}, også denne.`,
    run,
    open: 'Åpne adressen som skrives ut.',
    kept: 'Hvis denne siden vises igjen, starter du programmet på en annen port med --port. Alt som er lagret, er der fortsatt.',
  },
  opening: 'Åpner E-handel …',
}
