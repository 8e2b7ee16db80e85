import type { BrowserTexts } from '../browser-texts.ts'

export const browser: BrowserTexts = {
  noSession: {
    name: 'E-handel',
    title: 'Åpne adressen som programmet skrev ut',
    text: 'Denne fanen er fra en tidligere start av programmet, eller den ble åpnet uten den hemmelige delen av adressen. Hver start har sin egen, slik at ingen andre kommer inn.',
    find: 'Finn terminalvinduet der programmet ble startet.',
    open: (address) => `Åpne adressen som står der: ${address}`,
    back: 'Åpner du den i denne nettleseren, fortsetter denne fanen av seg selv.',
    kept: 'Alt som er lagret, er der fortsatt. Er programmet avsluttet, må du starte det igjen først.',
  },
}
