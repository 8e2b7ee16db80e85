/** Opening a site file or restoring a backup: what takes the place of the own site. */
export const replacement = {
  title: 'Erstatte {name}?',
  button: 'Erstatt {name}',
  alone: { file: 'Åpne {name}?', backup: 'Gjenopprette {name}?' },
  aloneButton: { file: 'Åpne', backup: 'Gjenopprett' },
  nameless: 'nettstedet',
  never: 'aldri',
  when: '{day} {time}',
  checking: 'Kontrollerer innholdet …',
  file: 'Filen {file} ble lagret {when} og kan åpnes her ({size}).',
  backup: 'Sikkerhetskopien ble tatt {when}.',
  sides: { present: 'Nå', file: 'I filen', backup: 'I sikkerhetskopien' },
  rows: {
    codes: 'Kampanjekoder',
    batches: 'Serier',
    redemptions: 'Innløsninger',
    messages: 'Meldinger',
    revisions: 'Revisjoner av e-handel',
    operations: 'Operasjoner i historikken',
    lastChange: 'Sist endret',
  },
  lost: {
    later:
      'Ingenting er gjort etter {when}. | Det som er gjort etter {when}, er ikke med: 1 operasjon. | Det som er gjort etter {when}, er ikke med: {n} operasjoner.',
    empty: 'Ingenting er gjort der. Det som er gjort på {name}, er ikke med.',
    other: 'Den har en annen historie enn {name}. Alt som er der nå, blir erstattet.',
  },
  live: {
    title: 'Ekte betalinger',
    begins: '{service} settes i produksjon, der betalinger er ekte, med disse innstillingene.',
    ends: '{service} er ikke lenger i produksjon.',
    same: '{service} er fortsatt i produksjon, med de samme innstillingene.',
    differs: '{service} er fortsatt i produksjon, men med andre innstillinger.',
  },
  confirm: 'Jeg har sett hva som endres for ekte betalinger.',
  notes: {
    kept: 'Først tas det en sikkerhetskopi av nettstedet slik det er nå.',
    filePasswords: 'Passord er ikke med i filen og må skrives inn på nytt.',
    backupPasswords:
      'Passordene blir de som gjaldt da. De åpnes med nøkkelringen på denne maskinen, eller med passfrasen fra den gang. Hvis de ikke kan åpnes, må du skrive dem inn på nytt.',
    mail: 'Ingen e-post sendes før du fortsetter sendingen i utboksen: Noe av den kan være sendt allerede.',
    older: 'Den er laget av en eldre versjon og oppdateres først.',
  },
}
