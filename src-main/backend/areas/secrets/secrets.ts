import type { OperationDetails } from '#shared/contract/operations.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { SERVICES } from '#shared/domain/services.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import type { Record, SecretBox } from './secret-box.ts'

export { type SecretTarget, secretTarget } from './secret-target.ts'
export { NO_KEYCHAIN } from './keychain-seal.ts'
export { createSecretBox, type PutSecret, type SecretBox } from './secret-box.ts'

export interface SecretsDependencies {
  readonly sites: Sites
  readonly clock: Clock
  readonly emit: Emit
  readonly box: SecretBox
}

type Action = Extract<OperationDetails, { kind: 'protect-secrets' }>['action']

/** What protects the passwords. No handler answers with one. */
export function createSecrets({
  sites,
  clock,
  emit,
  box,
}: SecretsDependencies): Handlers<JobContext>['secrets'] {
  /** Records what `change` does as one operation, in the same transaction, and notifies every window. */
  const recorded = async <T>(
    action: Action,
    change: (record: Record) => Promise<T>,
  ): Promise<{ operationId: number; done: T }> => {
    let operationId = 0
    const done = await change(async (tx, passwords) => {
      const details = { kind: 'protect-secrets', action, passwords } as const
      operationId = await tx.operations.record({ at: clock.now(), details })
    })
    emit('history.onRecorded', { operationId, kind: 'protect-secrets' })
    return { operationId, done }
  }
  const emitChanges = async (site: OpenSite) => {
    const state = await box.state(site)
    emit('secrets.onChanged', state)
    return state
  }

  return {
    state: () => sites.use((site) => box.state(site)),
    setPassphrase: ({ passphrase }) =>
      sites.use(async (site) => {
        const { operationId } = await recorded('set-passphrase', (record) =>
          box.setPassphrase(site, passphrase, record),
        )
        return { ...(await emitChanges(site)), operationId }
      }),
    unlock: ({ passphrase }) =>
      sites.use(async (site) => {
        await box.unlock(site, passphrase)
        return await emitChanges(site)
      }),
    lock: () =>
      sites.use(async (site) => {
        await box.lock(site.kind)
        return await emitChanges(site)
      }),
    changePassphrase: ({ current, next }) =>
      sites.use(async (site) => {
        const { operationId } = await recorded('change-passphrase', (record) =>
          box.changePassphrase(site, current, next, record),
        )
        return { ...(await emitChanges(site)), operationId }
      }),
    forget: ({ expect }) =>
      sites.use(async (site) => {
        const { operationId, done: forgotten } = await recorded('forget', (record) =>
          box.forget(site, expect, record),
        )
        const state = await emitChanges(site)
        emit('commerce.onChanged', { services: [...SERVICES], revision: null })
        return { operationId, forgotten, state }
      }),
  }
}
