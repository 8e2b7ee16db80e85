export const siteFile = {
  title: 'Sikkerhetskopi',
  what: 'Hele nettstedet i én fil: innstillinger, revisjoner, kampanjekoder og historikk. Passord er ikke med.',
  save: 'Lagre sikkerhetskopi',
  open: 'Åpne sikkerhetskopi',
  suggested: '{name} {date}',
  saved: 'Sikkerhetskopien er lagret.',
  savedRest: '{size}. Passord er ikke med.',
  sample: 'Gå tilbake til eget nettsted for å åpne en sikkerhetskopi.',
  moving: {
    title: 'Flytter du fra en annen maskin?',
    what: 'Åpne en sikkerhetskopi. Passord følger ikke med og må angis på nytt.',
  },
  check: {
    title: 'Åpne {name}?',
    holds: 'Filen {file} ble lagret {when} og kan åpnes her.',
    codes: 'Kampanjekoder',
    batches: 'Serier',
    revisions: 'Revisjoner av e-handel',
    operations: 'Operasjoner i historikken',
    size: 'Størrelse',
    older: 'Den er laget av en eldre utgave, og oppdateres når den åpnes.',
    replaces:
      'Den tar plassen til nettstedet {name}. Det sikkerhetskopieres først. Passord må angis på nytt.',
    button: 'Åpne',
    done: 'Nettstedet {name} er åpnet fra filen.',
    doneRest: 'Det som var her, ligger i {backup}. Passord må angis på nytt.',
  },
}
