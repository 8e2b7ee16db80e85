import type { DesktopTexts } from '../desktop-texts.ts'

export const desktop: DesktopTexts = {
  productName: 'E-handel',
  menu: {
    file: 'Fil',
    close: 'Lukk vinduet',
    quit: 'Avslutt',
    edit: 'Rediger',
    cut: 'Klipp ut',
    copy: 'Kopier',
    paste: 'Lim inn',
    view: 'Vis',
    zoomIn: 'Forstørr',
    zoomOut: 'Forminsk',
    zoomReset: 'Vanlig størrelse',
    fullScreen: 'Fullskjerm',
    reload: 'Last inn på nytt',
    devTools: 'Utviklerverktøy',
    help: 'Hjelp',
    hide: 'Skjul E-handel',
    hideOthers: 'Skjul andre',
    unhide: 'Vis alle',
  },
  spelling: {
    none: 'Ingen forslag',
    learn: 'Legg til i ordlisten',
  },
  quitting: {
    message: 'Vil du avslutte mens arbeid pågår?',
    detail: 'Endringer som lagres nå, blir gjort ferdige. Annet arbeid avbrytes.',
    stay: 'Fortsett arbeidet',
    quit: 'Avslutt likevel',
  },
  crash: {
    message: 'Vinduet stoppet flere ganger på kort tid.',
    detail: 'Alt som er lagret, er trygt.',
    reload: 'Last vinduet på nytt',
    quit: 'Avslutt',
  },
}
