export const settings = {
  title: 'Innstillinger',
  site: 'Nettstedet',
  timeZoneNow: 'Der er det {day} {time} nå. Koder gjelder ut utløpsdatoen der.',
  timeZoneNone: 'Ingen tidssone heter det. Prøv en by, for eksempel Oslo.',
  person: 'Bare for deg på denne maskinen',
  language: 'Språk',
  theme: 'Utseende',
  personHint: 'Gjelder med en gang.',
  data: 'Hvor dataene ligger',
  dataDesktop:
    'Alt ligger på denne maskinen, i programmets egen mappe for din bruker. Ingenting sendes til andre enn PayPal og e-postserveren din. Eksempeldataene ligger i en mappe for seg.',
  dataBrowser:
    'Alt ligger på maskinen som kjører programmet, i en mappe for seg. Nettleseren lagrer bare språk, utseende og kolonner, og det du skriver, med navn og adresser, til det er lagret. Eksempeldataene har sin egen mappe.',
  on: 'på',
  off: 'av',
  unsaved: 'Ikke lagret: {fields}',
  confirm: 'Kontroller navn og tidssone, og lagre.',
  allSaved: 'Alt er lagret.',
  discard: 'Forkast',
  save: 'Lagre',
  saved: 'Innstillingene er lagret.',
}
