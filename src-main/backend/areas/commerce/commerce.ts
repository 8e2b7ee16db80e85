import type { Handlers } from '#shared/contract/index.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { recordGrant, withdrawGrant } from './grant-changes.ts'
import { planEnable, planServices } from './link-plan.ts'
import { setEnabled, setServices } from './link.ts'
import type { CommerceDependencies } from './perform.ts'
import { planPublish } from './publish-plan.ts'
import { planRestore, restoreRevision } from './restore.ts'
import { oneRevision, pageOfRevisions } from './revisions.ts'
import { describeService, readCommerceSnapshot } from './commerce-snapshot.ts'
import { backToTest, publishEdit, publishTest, updateInTest, updateProductionAccount } from './updates.ts'

export { contentIn, toDifference, withTyped } from './checks.ts'
export { enabling } from './link.ts'
export { carryOut, type CommerceDependencies, type Decide } from './perform.ts'
export { restoring } from './restore.ts'
export {
  goingBackToTest,
  publishingTest,
  updatingAccount,
  updatingProduction,
  updatingTest,
} from './updates.ts'
export { commerceUndoHandlers } from './undo-commerce.ts'
export { accountToGrant, granting, recordGrant, withdrawGrant } from './grant-changes.ts'
export { type ChangedSnapshot, snapshotAfter } from './snapshot-after.ts'
export { passwordsFor, passwordTarget } from './passwords.ts'
export {
  credentialStatus,
  grantsOf,
  readCommerceSnapshot,
  revisionOf,
  soldCurrency,
  type CommerceSnapshot,
} from './commerce-snapshot.ts'

/** E-commerce of the two services: Test and Production, revisions, and the link between the services (SPEC 1, 2). */
export function createCommerce(parts: CommerceDependencies): Handlers<JobContext>['commerce'] {
  const { sites } = parts
  return {
    get: ({ service }) =>
      sites.use(async ({ storage }) => describeService(await readCommerceSnapshot(storage), service)),
    planEnable: (request) => sites.use(({ storage }) => planEnable(storage, request)),
    enable: (request) => setEnabled(parts, request),
    planServices: (request) => sites.use(({ storage }) => planServices(storage, request)),
    setServices: (request) => setServices(parts, request),
    update: (update) => updateInTest(parts, update),
    planPublish: ({ service, content, passwords = [] }) =>
      sites.use(({ storage }) => planPublish(storage, { service, passwords, ...(content && { content }) })),
    publish: ({ service, from, to, edit }) =>
      edit ? publishEdit(parts, { service, base: to, ...edit }) : publishTest(parts, { service, from, to }),
    productionAccount: (update) => updateProductionAccount(parts, update),
    backToTest: (request) => backToTest(parts, request),
    grant: (request) => recordGrant(parts, request),
    withdrawGrant: (request) => withdrawGrant(parts, request),
    revisions: (page) => sites.use(({ storage }) => pageOfRevisions(storage, page)),
    revision: ({ revision }) => sites.use(({ storage }) => oneRevision(storage, revision)),
    planRestore: (request) => sites.use(({ storage }) => planRestore(storage, request)),
    restore: (request) => restoreRevision(parts, request),
  }
}
