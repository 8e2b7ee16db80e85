/** Names of buttons, fields and pages that a sentence elsewhere mentions: one place, so that both always say the same. */
export const labels = {
  /** Saves the e-commerce settings. */
  update: 'Oppdater',
  grantAtPaypal: 'Gi API-tillatelse hos PayPal',
  apiAccount: 'Nettstedets API-konto',
  removeCode: 'Fjern koden',
  mailServer: 'E-postserver',
  downloadBackup: 'Last ned',
}
