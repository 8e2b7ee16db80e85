const LABELS: Record<string, string> = {
  'promo.create': 'shell.jobs.create',
  'promo.extend': 'shell.jobs.extend',
  'promo.changeTerms': 'shell.jobs.changeTerms',
  'promo.delete': 'shell.jobs.delete',
  'promo.restore': 'shell.jobs.restore',
  'promo.edit': 'shell.jobs.edit',
  'report.export': 'shell.jobs.export',
  'history.export': 'shell.jobs.export',
  'history.undo': 'shell.jobs.undo',
  'payments.pay': 'shell.jobs.pay',
  'payments.reverse': 'shell.jobs.reverse',
  'payments.inquire': 'shell.jobs.settle',
  'paypal.check': 'shell.jobs.check',
  'paypal.awaitGrant': 'shell.jobs.grant',
  'mail.queue': 'shell.jobs.queueMail',
  'mail.check': 'shell.jobs.checkMail',
  'mail.sendTest': 'shell.jobs.testMail',
  'mail.saveFiles': 'shell.jobs.mailFiles',
  'privacy.find': 'shell.jobs.findPerson',
  'privacy.export': 'shell.jobs.exportPerson',
  'privacy.erase': 'shell.jobs.erasePerson',
  'privacy.applyRetention': 'shell.jobs.erasePerson',
  'recovery.rescue': 'shell.jobs.rescue',
  'storagePlace.move': 'shell.jobs.moveSite',
  'storagePlace.moveBack': 'shell.jobs.moveSite',
  'recipients.read': 'shell.jobs.read',
  'recipients.saveRejected': 'shell.jobs.saveRejected',
  'recipients.saveExample': 'shell.jobs.saveExample',
}

/** The message key that names a running job by the method that started it. */
export const jobLabel = (method: string): string => LABELS[method] ?? 'shell.jobs.other'

/** The message key that names a save that waits; most are a matter of a moment, and have no name of their own. */
export const saveLabel = (method: string): string => LABELS[method] ?? 'shell.jobs.save'

/** What something waits for, by the method whose change is being written. */
export function waitsForText(
  method: string,
  t: (key: string, values?: Record<string, string>) => string,
): string {
  const label = LABELS[method]
  return label === undefined ? t('shell.jobs.waitsForOther') : t('shell.jobs.waitsFor', { job: t(label) })
}
