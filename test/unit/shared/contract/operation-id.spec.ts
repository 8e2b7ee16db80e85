import { describe, expect, it } from 'vitest'
import type { MethodName } from '#shared/contract/index.ts'
import { METHODS, returnsOperationId } from '../../../support/recording-methods.ts'

/** Methods that only read. What they keep is in memory, for later calls: result sets, lists, imports, grants under way. */
const READS: readonly MethodName[] = [
  'site.get',
  'siteFile.inspect',
  'overview.get',
  'overview.find',
  'recipients.read',
  'recipients.rows',
  'recipients.correct',
  'promo.plan',
  'promo.planExtend',
  'promo.planDelete',
  'promo.planRestore',
  'promo.planEdit',
  'report.open',
  'report.rows',
  'report.summary',
  'report.keepList',
  'report.breakdown',
  'report.timeline',
  'report.details',
  'report.batches',
  'views.list',
  'commerce.get',
  'commerce.planEnable',
  'commerce.planPublish',
  'commerce.revisions',
  'commerce.revision',
  'commerce.planRestore',
  'paypal.state',
  'payments.quote',
  'payments.get',
  'payments.list',
  'mail.templates',
  'mail.preview',
  'mail.planQueue',
  'mail.status',
  'mail.outbox',
  'mail.message',
  'mail.settings',
  'secrets.state',
  'drafts.get',
  'drafts.list',
  'history.list',
  'history.standing',
  'history.request',
  'jobs.list',
  'jobs.wait',
]

/** Methods that change something and record no operation, and why. */
const UNRECORDED: Partial<Record<MethodName, string>> = {
  'site.open': 'chooses which site is open; no site changes',
  'recipients.saveRejected': 'writes a file that a person chose; the site stays as it is',
  'recipients.saveExample': 'writes a file that a person chose; the site stays as it is',
  'views.save': 'saved views are not in the history: what was replaced is saved again instead',
  'views.rename': 'saved views are not in the history: the view is renamed again instead',
  'views.remove': 'saved views are not in the history: what it answers brings the view back',
  'paypal.check': 'keeps how an account was found, which is no change of the account',
  'paypal.startGrant': 'opens a request at PayPal; `awaitGrant` records what comes of it',
  'mail.pause': 'starts and stops sending; no message or setting changes',
  'mail.resume': 'starts and stops sending; no message or setting changes',
  'mail.check': 'connects to a server only',
  'mail.sendTest': 'sends a message to the person, outside the outbox',
  'secrets.unlock': 'opens the box in memory',
  'secrets.lock': 'closes the box in memory',
  'drafts.save': 'unsaved input, which is no change of the site',
  'drafts.discard': 'unsaved input, which is no change of the site',
  'jobs.cancel': 'ends another call, which records what it does',
}

const recording = METHODS.filter(
  ([name]) => !(READS as readonly string[]).includes(name) && !(name in UNRECORDED),
)

describe('every method that changes something', () => {
  it.each(recording)('%s returns its operationId', (_, { output }) => {
    expect(returnsOperationId(output)).toBe(true)
  })

  it('is on one list only, under a name that the contract has', () => {
    const names = METHODS.map(([name]) => name)
    const listed = [...READS, ...Object.keys(UNRECORDED)]
    expect(listed.filter((name) => !names.includes(name))).toEqual([])
    expect(new Set(listed).size).toBe(listed.length)
  })

  it('that records nothing returns no operationId either', () => {
    const others = METHODS.filter(([name]) => !recording.some(([other]) => other === name))
    expect(others.filter(([, { output }]) => returnsOperationId(output)).map(([name]) => name)).toEqual([])
  })
})
