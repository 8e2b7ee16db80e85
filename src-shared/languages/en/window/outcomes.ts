import type { outcomes as nb } from '../../nb/window/outcomes.ts'
import type { Shape } from '../../shape.ts'

export const outcomes: Shape<typeof nb> = {
  pending: 'It is unclear whether this was done: {what}.',
  pendingRest:
    'E-commerce Admin stopped before it answered, and looks it up in the history once it has restarted.',
  found: {
    done: 'It was done: {what}.',
    'not-done': 'It was not done: {what}.',
    'not-doneRest': 'Nothing was changed.',
    begun: 'It was begun, but not completed: {what}.',
    begunRest: 'Check the result before you try again.',
    paid: 'It was begun: {what}.',
    paidRest: 'Earlier test transactions show the outcome.',
    unclear: 'It is still unclear whether this was done: {what}.',
    unclearRest: 'Check it before you try again.',
  },
  showCodes: 'Show the codes',
  showPayments: 'Show test transactions',
  showHistory: 'Show the history',
  methods: {
    site: { update: 'save the settings' },
    siteFile: { open: 'open the backup' },
    promo: {
      create: 'create promo codes',
      extend: 'extend the expiration date',
      delete: 'delete promo codes',
      restore: 'restore promo codes',
      edit: 'change cells of the report',
    },
    views: { save: 'save the view', rename: 'rename the view', remove: 'remove the view' },
    commerce: {
      enable: 'enable or disable the service',
      update: 'update the settings in test',
      publish: 'put the settings into production',
      productionAccount: 'save the production account',
      backToTest: 'go back to test',
      grant: 'record the API permission',
      withdrawGrant: 'withdraw the API permission',
      restore: 'restore the revision',
    },
    paypal: {
      setTestTarget: 'choose what test uses',
      setApiAccount: 'save the API account',
      withdrawGrant: 'withdraw the API permission at PayPal',
      awaitGrant: 'get the API permission from PayPal',
    },
    payments: {
      pay: 'run the test transaction',
      reverse: 'reverse the payment',
      inquire: 'ask PayPal about the payment',
    },
    mail: {
      saveTemplate: 'save the email template',
      queue: 'put messages into the outbox',
      pause: 'pause sending',
      resume: 'resume sending',
      cancel: 'cancel messages',
      resend: 'send messages again',
      settle: 'say what happened to messages',
      saveSettings: 'save the mail server',
      sendTest: 'send the test email',
      saveFiles: 'save messages as files',
      markSent: 'mark messages as sent',
    },
    secrets: {
      setPassphrase: 'choose the passphrase',
      changePassphrase: 'change the passphrase',
      forget: 'remove the passphrase',
    },
    history: { undo: 'undo or redo' },
  },
}
