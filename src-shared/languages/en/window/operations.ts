import type { operations as source } from '../../nb/window/operations.ts'
import type { Shape } from '../../shape.ts'

export const operations: Shape<typeof source> = {
  'create-codes': {
    done: '{codes} created for {recipients}',
    none: '{codes} created without a recipient',
    undo: '{codes} created',
  },
  'change-terms': {
    done: '{codes}: {term} changed to {value}',
    empty: '{codes}: {term} removed',
    undo: 'terms changed',
  },
  'extend-codes': {
    to: '{codes} extended to {date}',
    by: '{codes} extended by {days}',
    undo: '{codes} extended',
  },
  'delete-codes': { done: '{codes} deleted', undo: '{codes} deleted' },
  'restore-codes': { done: '{codes} restored', undo: '{codes} restored' },
  'edit-codes': {
    cells: '1 cell changed in {codes} | {n} cells changed in {codes}',
    done: '{cells} ({fields})',
    undo: 'cells changed in {codes}',
  },
  'export-report': { done: 'Export {format}, {rows}' },
  'import-redemptions': {
    done: '{orders} imported',
    withReturns: '{orders} imported, {returns}',
    undo: 'redemptions imported',
  },
  'hand-over-settings': { done: 'Settings handed over ({services})' },
  'hand-over-secrets': { done: 'Settings with passwords handed over ({services})' },
  'hand-over-codes': { done: '{codes} handed over ({format})' },
  'change-settings': { done: 'Settings changed ({fields})', undo: 'settings changed' },
  'protect-secrets': {
    'set-passphrase': 'Passphrase chosen',
    'change-passphrase': 'Passphrase changed',
    forget: 'Passphrase removed | 1 stored password removed | {n} stored passwords removed',
  },
  'export-history': { done: 'History exported ({format}, {rows})' },
  'save-site-file': { done: 'Site saved to a file' },
  'open-site-file': { done: 'Site opened from a file' },
  'restore-backup': { done: 'Backup of {date} restored' },
  'rescue-site': { done: '{codes} saved from a damaged database' },
  'enable-service': {
    enabled: 'E-commerce enabled for {service}',
    disabled: 'E-commerce turned off for {service}',
    linked: '{other} linked to {page}',
    undo: 'services chosen',
  },
  'set-services': {
    both: 'E-commerce enabled for {services}, with the settings of {kept}',
    none: 'E-commerce turned off for both services',
    one: 'E-commerce enabled for {service} and turned off for {other}',
    undo: 'services chosen',
  },
  'update-settings': {
    test: 'E-commerce for {services} updated in test ({fields})',
    production: 'E-commerce for {services} updated in production ({fields})',
    undo: 'e-commerce updated',
  },
  publish: { done: '{services} put into production ({fields})', undo: 'put into production' },
  restore: {
    done: 'E-commerce for {services} restored from revision {revision}',
    undo: 'settings restored',
  },
  'back-to-test': { done: '{services} back to test', undo: 'back to test' },
  'change-grant': {
    granted: 'API permission granted for {services}',
    withdrawn: 'API permission withdrawn for {services}',
  },
  'set-api-account': {
    test: 'The site’s own API account at PayPal saved for test',
    production: 'The site’s own API account at PayPal saved for production',
  },
  'set-test-target': {
    simulator: 'Test uses the built-in simulator',
    sandbox: 'Test uses PayPal Sandbox',
  },
  'pay-test': { done: 'Test transaction {number}: {state}' },
  'reverse-payment': { done: 'Test transaction {number} reversed: {state}' },
  'resolve-payment': { done: 'Outcome of test transaction {number} confirmed: {state}' },
  'save-template': {
    changed: 'Template of {service} in {language} changed',
    default: 'Default template of {service} in {language} restored',
    undo: 'template changed',
  },
  'queue-messages': { done: '{messages} put in the outbox', undo: 'messages put in the outbox' },
  'cancel-messages': { done: '{messages} canceled', undo: 'messages canceled' },
  'resend-messages': { done: '{messages} queued again', undo: 'messages sent again' },
  'resolve-messages': {
    arrived: '{messages} counted as sent',
    'not-arrived': '{messages} to be sent again',
    undo: 'outcome of messages confirmed',
  },
  'mark-sent': { done: '{messages} marked as sent', undo: 'messages marked as sent' },
  'save-mail-files': {
    done: '{messages} written to {format}',
    folder: 'a folder of .eml files',
    zip: 'a zip file',
    xlsx: 'a mail-merge workbook',
  },
  'set-mail-settings': { done: 'Mail server changed' },
  'erase-person': {
    request: 'Personal data of 1 person erased',
    retention:
      'Retention period over: personal data of 1 person erased | Retention period over: personal data of {n} persons erased',
  },
  'export-person': { done: 'Personal data exported ({format})' },
  undo: { done: 'Undone: {what}', other: 'Undone: operation {number}' },
  redo: { done: 'Redone: {what}', other: 'Redone: operation {number}' },
}
