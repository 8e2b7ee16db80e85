import type { Handlers } from '#shared/contract/index.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { providerOf } from '#shared/domain/commerce/providers.ts'
import { accountOf } from '#shared/domain/commerce/settings.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { type SettingsFile, settingsFileSchema } from '#shared/domain/handover/settings-file.ts'
import { type Service, SERVICES } from '#shared/domain/services.ts'
import { FALLBACK } from '#shared/languages/languages.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import { writeSafely } from '#backend/kernel/files/write-safely.ts'
import {
  type CommerceSnapshot,
  credentialStatus,
  passwordsFor,
  passwordTarget,
  readCommerceSnapshot,
} from '#backend/areas/commerce/commerce.ts'
import type { SecretBox } from '#backend/areas/secrets/secrets.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { checkedKey, encryptFor, fingerprintOf } from './age-key.ts'
import { codesFileTask } from './handover-tasks.ts'
import { publishedOf, settingsOf, takesPayment } from './settings-of.ts'

export interface HandoverDependencies {
  readonly sites: Sites
  readonly files: FileRegistry
  readonly clock: Clock
  readonly emit: Emit
  readonly box: SecretBox
}

/** What is handed over to those who run the site (SPEC 11.1). */
export function createHandover({
  sites,
  files,
  clock,
  emit,
  box,
}: HandoverDependencies): Handlers<JobContext>['handover'] {
  async function record(site: OpenSite, details: OperationDetails): Promise<number> {
    const operationId = await site.storage.transaction('handover.record', (tx) =>
      tx.operations.record({ at: clock.now(), details }),
    )
    emit('history.onRecorded', { operationId, kind: details.kind })
    return operationId
  }

  const settingsFile = async (
    site: OpenSite,
    snapshot: CommerceSnapshot,
    services: readonly Service[],
  ): Promise<SettingsFile> => ({
    format: 'ecommerce-admin-settings',
    version: 1,
    site: (await site.settings()).name,
    handedOverAt: instantOf(clock.now()),
    services: Object.fromEntries(services.map((service) => [service, settingsOf(snapshot, service)])),
  })

  const revisionsIn = ({ services }: SettingsFile) =>
    SERVICES.flatMap((service) => services[service]?.revision ?? [])

  return {
    state: () =>
      sites.use(async (site) => {
        const { codes, site: kept } = site.storage
        const snapshot = await readCommerceSnapshot(site.storage)
        const last = await lastCodes(site)
        const changed =
          last && (await codes.changedSince(last.upTo)).count + (await codes.withdrawnSince(last.upTo)).length
        return {
          services: SERVICES.flatMap((service) => describePublished(snapshot, service) ?? []),
          codes: {
            all: (await kept.counts()).codes,
            changed: changed ?? null,
            lastAt: last ? instantOf(last.at) : null,
          },
        }
      }),

    checkKey: async ({ publicKey }) => {
      const key = await checkedKey(publicKey)
      return { publicKey: key, fingerprint: fingerprintOf(key) }
    },

    saveSettings: ({ services, target }) =>
      sites.use(async (site) => {
        site.requireWritable()
        const { path, name } = files.writing(target)
        const file = await settingsFile(site, await readCommerceSnapshot(site.storage), services)
        const text = `${JSON.stringify(settingsFileSchema.parse(file), null, 2)}\n`
        const { bytes } = await writeSafely(path, name, (handle) => handle.writeFile(text))
        const details = { kind: 'hand-over-settings', services, revisions: revisionsIn(file) } as const
        return { operationId: await record(site, details), bytes }
      }),

    saveSecrets: ({ services, publicKey, fingerprint, target, passphrase }) =>
      sites.use(async (site) => {
        const key = await checkedKey(publicKey)
        if (fingerprintOf(key) !== fingerprint) throw new Refusal('handover.other-key', {})
        site.requireWritable()
        const { path, name } = files.writing(target)
        const snapshot = await readCommerceSnapshot(site.storage)
        const file = await settingsFile(site, snapshot, services)
        // Asked again, even where the box is open: whoever sits there now has to be allowed to.
        await box.unlock(site, passphrase)
        const secrets: Partial<Record<Service, string>> = {}
        for (const service of services) {
          const secret = await secretOf(box, site, snapshot, service)
          if (secret !== undefined) secrets[service] = secret
        }
        if (Object.keys(secrets).length === 0) throw new Refusal('handover.no-secrets', {})
        const content = JSON.stringify(settingsFileSchema.parse({ ...file, secrets }), null, 2)
        const encrypted = await encryptFor(key, content)
        const { bytes } = await writeSafely(path, name, (handle) => handle.writeFile(encrypted))
        const revisions = revisionsIn(file)
        const details = { kind: 'hand-over-secrets', services, revisions, fingerprint } as const
        return { operationId: await record(site, details), bytes }
      }),

    saveCodes: ({ scope, format, target, language }, job) =>
      sites.use(async (site) => {
        site.requireWritable()
        const { path, name } = files.writing(target)
        const last = scope === 'changed' ? await lastCodes(site) : null
        const { codes, bytes, upTo } = await site.exports.run(
          codesFileTask,
          { after: last?.upTo ?? null, format, language, path, name, time: await site.time() },
          { signal: job.signal, progress: (done) => job.progress(done, null) },
        )
        const details = { kind: 'hand-over-codes', format, codes, scope, upTo } as const
        return { operationId: await record(site, details), codes, bytes }
      }),
  }
}

/** The last handover of codes: when it was, and up to which operation it has them. */
async function lastCodes({ storage }: OpenSite): Promise<{ at: number; upTo: number } | null> {
  const search = { kinds: ['hand-over-codes'] as const, language: FALLBACK }
  const { operations } = await storage.operations.search(search, { limit: 1 })
  const [last] = operations
  return last?.details.kind === 'hand-over-codes' ? { at: last.at, upTo: last.details.upTo } : null
}

function describePublished(snapshot: CommerceSnapshot, service: Service) {
  const published = publishedOf(snapshot, service)
  if (!published) return undefined
  const { content, revision, at, provider } = published
  return {
    service,
    revision,
    publishedAt: instantOf(at),
    takesPayment: takesPayment(snapshot, service),
    hasSecret: credentialStatus(snapshot, service, 'production', content).passwords.includes(provider),
  }
}

/** The plain secret of the service's account; undefined where its provider has none. */
async function secretOf(
  box: SecretBox,
  site: OpenSite,
  snapshot: CommerceSnapshot,
  service: Service,
): Promise<string | undefined> {
  const published = publishedOf(snapshot, service)
  if (!published || !providerOf(published.provider).account.includes('password')) return undefined
  const { content, provider } = published
  const mode = 'production'
  const stored = passwordsFor(snapshot.passwords, { service, mode, content }).find(
    (one) => one.provider === provider,
  )
  if (!stored) return undefined
  const target = passwordTarget({ mode, provider }, accountOf(content.accounts, provider))
  return await box.use(site, stored.secret, target, async (secret) => secret.toString('utf8'))
}
