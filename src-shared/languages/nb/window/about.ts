/** The dialog about the program. */
export const about = {
  title: 'Om E-handel',
  version: 'Versjon {version}',
  what: 'For den som administrerer betalinger på et nettsted med hendelser, opplæring og opptak. Alt lagres på denne maskinen.',
  on: 'Kjører på {versions}',
  notes: 'Nytt i denne versjonen',
  licenses: 'Lisenser',
  report: 'Problemrapport',
  showData: 'Vis datamappen',
  showLog: 'Vis loggen',
  back: 'Tilbake',
  saveReport: 'Lagre rapporten',
  whatReport:
    'Dette er hele rapporten. Den har ingen navn, adresser eller koder. Les den før du lagrer den og sender den til noen.',
  whatNotes: 'Hva som er endret siden forrige versjon, på engelsk.',
  whatLicenses: 'Programvare og skrifter fra andre som er med i programmet, med lisensene deres.',
  missing: 'Teksten følger ikke med når programmet kjøres fra kildekoden.',
  reportFile: 'E-handel problemrapport.txt',
  saved: 'Problemrapporten er lagret.',
  notShown: 'Filbehandleren på maskinen kunne ikke åpnes.',
}
