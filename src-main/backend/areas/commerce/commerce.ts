import type { Handlers } from '#shared/contract/index.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { recordGrant, withdrawGrant } from './grants.ts'
import { planEnable, setEnabled } from './link.ts'
import type { CommerceParts } from './perform.ts'
import { planPublish } from './publish-plan.ts'
import { planRestore, restoreRevision } from './restore.ts'
import { oneRevision, pageOfRevisions } from './revisions.ts'
import { describeService, readStandings } from './standing.ts'
import { backToTest, publishEdit, publishTest, updateInTest, updateProductionAccount } from './updates.ts'

export { contentIn } from './checks.ts'
export { enabling } from './link.ts'
export { carryOut, type CommerceParts, type Decide } from './perform.ts'
export { restoring } from './restore.ts'
export {
  goingBackToTest,
  publishingTest,
  updatingAccount,
  updatingProduction,
  updatingTest,
} from './updates.ts'
export { undoCommerce } from './undo.ts'
export { accountToGrant, granting, recordGrant, withdrawGrant } from './grants.ts'
export { passwordsFor, passwordTarget } from './passwords.ts'
export { proofOf, readStandings, revisionOf, type Standings } from './standing.ts'
export { isUndoableCommerce, UNDOABLE_COMMERCE } from './undoable.ts'

/** E-commerce of the two services: Test and Production, revisions, and the link between the services (SPEC 1, 2). */
export function createCommerce(parts: CommerceParts): Handlers<JobContext>['commerce'] {
  const { sites } = parts
  return {
    get: ({ service }) =>
      sites.use(async ({ store }) => describeService(await readStandings(store.reading), service)),
    planEnable: (wish) => sites.use(({ store }) => planEnable(store.reading, wish)),
    enable: (wish) => setEnabled(parts, wish),
    update: (update) => updateInTest(parts, update),
    planPublish: ({ service, content, passwords = [] }) =>
      sites.use(({ store }) =>
        planPublish(store.reading, { service, passwords, ...(content && { content }) }),
      ),
    publish: ({ service, from, to, edit }) =>
      edit ? publishEdit(parts, { service, base: to, ...edit }) : publishTest(parts, { service, from, to }),
    productionAccount: (update) => updateProductionAccount(parts, update),
    backToTest: ({ service }) => backToTest(parts, service),
    grant: (wish) => recordGrant(parts, wish),
    withdrawGrant: (wish) => withdrawGrant(parts, wish),
    revisions: (page) => sites.use(({ store }) => pageOfRevisions(store.reading, page)),
    revision: ({ revision }) => sites.use(({ store }) => oneRevision(store.reading, revision)),
    planRestore: (wish) => sites.use(({ store }) => planRestore(store.reading, wish)),
    restore: (wish) => restoreRevision(parts, wish),
  }
}
