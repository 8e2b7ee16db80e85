import type { OperationKind, UndoableKind } from '#shared/contract/operations.ts'

type Texts = {
  readonly [K in OperationKind]: Readonly<Record<string, string>> &
    (K extends UndoableKind ? { readonly undo: string } : { readonly undo?: never })
}

/** What is said of each kind of operation, without a full stop; `undo` is what was undone or done again. */
export const operations = {
  'create-codes': {
    done: '{codes} opprettet til {recipients}',
    none: '{codes} opprettet uten mottaker',
    undo: '{codes} opprettet',
  },
  'change-terms': {
    done: '{codes}: {term} endret til {value}',
    empty: '{codes}: {term} fjernet',
    undo: 'vilkår endret',
  },
  'extend-codes': {
    to: '{codes} forlenget til {date}',
    by: '{codes} forlenget med {days}',
    undo: '{codes} forlenget',
  },
  'delete-codes': { done: '{codes} slettet', undo: '{codes} slettet' },
  'restore-codes': { done: '{codes} gjenopprettet', undo: '{codes} gjenopprettet' },
  'edit-codes': {
    cells: '1 celle endret i {codes} | {n} celler endret i {codes}',
    done: '{cells} ({fields})',
    undo: 'celler endret i {codes}',
  },
  'export-report': { done: 'Eksport {format}, {rows}' },
  'import-redemptions': {
    done: '{orders} importert',
    withReturns: '{orders} importert, {returns}',
    undo: 'innløsninger importert',
  },
  'hand-over-settings': { done: 'Innstillinger overlevert ({services})' },
  'hand-over-secrets': { done: 'Innstillinger med passord overlevert ({services})' },
  'hand-over-codes': { done: '{codes} overlevert ({format})' },
  'change-settings': { done: 'Innstillinger endret ({fields})', undo: 'innstillinger endret' },
  'protect-secrets': {
    'set-passphrase': 'Passfrase valgt',
    'change-passphrase': 'Passfrase byttet',
    forget: 'Passfrasen fjernet | 1 lagret passord fjernet | {n} lagrede passord fjernet',
  },
  'export-history': { done: 'Historikken eksportert ({format}, {rows})' },
  'save-site-file': { done: 'Nettstedet lagret i en fil' },
  'open-site-file': { done: 'Nettstedet hentet fra en fil' },
  'restore-backup': { done: 'Sikkerhetskopien fra {date} gjenopprettet' },
  'rescue-site': { done: '{codes} reddet fra en skadet database' },
  'enable-service': {
    enabled: 'E-handel aktivert for {service}',
    disabled: 'E-handel slått av for {service}',
    linked: '{other} koblet til {page}',
    undo: 'tjenester valgt',
  },
  'set-services': {
    both: 'E-handel aktivert for {services}, innstillingene fra {kept}',
    none: 'E-handel slått av for begge tjenestene',
    one: 'E-handel aktivert for {service} og slått av for {other}',
    undo: 'tjenester valgt',
  },
  'update-settings': {
    test: 'E-handel for {services} oppdatert i test ({fields})',
    production: 'E-handel for {services} oppdatert i produksjon ({fields})',
    undo: 'e-handel oppdatert',
  },
  publish: { done: '{services} satt i produksjon ({fields})', undo: 'satt i produksjon' },
  restore: {
    done: 'E-handel for {services} gjenopprettet fra revisjon {revision}',
    undo: 'innstillinger gjenopprettet',
  },
  'back-to-test': { done: '{services} tilbake til test', undo: 'tilbake til test' },
  'change-grant': {
    granted: 'API-tillatelse gitt for {services}',
    withdrawn: 'API-tillatelse trukket tilbake for {services}',
  },
  'set-api-account': {
    test: 'Nettstedets egen API-konto hos PayPal lagret for test',
    production: 'Nettstedets egen API-konto hos PayPal lagret for produksjon',
  },
  'set-test-target': {
    simulator: 'Test bruker den innebygde simulatoren',
    sandbox: 'Test bruker PayPal Sandbox',
  },
  'pay-test': { done: 'Testtransaksjon {number}: {state}' },
  'reverse-payment': { done: 'Testtransaksjon {number} annullert: {state}' },
  'resolve-payment': { done: 'Testtransaksjon {number} avklart: {state}' },
  'save-template': {
    changed: 'Malen for {service} på {language} endret',
    default: 'Standardmalen for {service} på {language} tatt i bruk',
    undo: 'malen endret',
  },
  'queue-messages': { done: '{messages} lagt i utboksen', undo: 'meldinger lagt i utboksen' },
  'cancel-messages': { done: '{messages} avbrutt', undo: 'meldinger avbrutt' },
  'resend-messages': { done: '{messages} lagt i kø på nytt', undo: 'meldinger sendt på nytt' },
  'resolve-messages': {
    arrived: '{messages} regnes som sendt',
    'not-arrived': '{messages} sendes på nytt',
    undo: 'uavklarte meldinger avklart',
  },
  'mark-sent': { done: '{messages} merket som sendt', undo: 'meldinger merket som sendt' },
  'save-mail-files': {
    done: '{messages} skrevet til {format}',
    folder: 'mappe med .eml-filer',
    zip: 'zip-fil',
    xlsx: 'arbeidsbok for fletting',
  },
  'set-mail-settings': { done: 'E-postserveren endret' },
  'erase-person': {
    request: 'Personopplysninger slettet for 1 person',
    retention:
      'Oppbevaringstiden er over: personopplysninger slettet for 1 person | Oppbevaringstiden er over: personopplysninger slettet for {n} personer',
  },
  'export-person': { done: 'Personopplysninger eksportert ({format})' },
  undo: { done: 'Angret: {what}', other: 'Angret: operasjon {number}' },
  redo: { done: 'Gjort om: {what}', other: 'Gjort om: operasjon {number}' },
} satisfies Texts
