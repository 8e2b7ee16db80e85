export const siteFile = {
  title: 'Nettstedet i én fil',
  what: 'Til flytting eller arkiv: innstillinger, revisjoner, kampanjekoder og historikk. Passord er ikke med.',
  save: 'Lagre nettstedet i en fil',
  open: 'Åpne en nettstedsfil',
  suggested: '{name} {date}',
  saved: 'Nettstedet er lagret i filen.',
  savedRest: '{size}. Passord er ikke med.',
  sample: 'Gå tilbake til eget nettsted for å åpne en nettstedsfil.',
  moving: {
    title: 'Flytter du fra en annen maskin?',
    what: 'Åpne en nettstedsfil. Passord følger ikke med og må skrives inn på nytt.',
  },
  dropped: {
    several: 'Slipp én fil om gangen.',
    severalRest: 'Ingen av de {count} filene ble åpnet.',
    unknown: '{name} kan ikke åpnes her.',
    unknownRest:
      'Slipp en mottakerfil (.txt, .csv, .xlsx, .xls eller .ods) eller en nettstedsfil (.ehandel).',
  },
  check: {
    codes: 'Kampanjekoder',
    batches: 'Serier',
    revisions: 'Revisjoner av e-handel',
    operations: 'Operasjoner i historikken',
    done: 'Nettstedet {name} er åpnet fra filen.',
    wayBack: 'Gå tilbake til det som var',
    doneRest: 'Det som var her, ligger i sikkerhetskopien {backup}. Passord må skrives inn på nytt.',
  },
}
