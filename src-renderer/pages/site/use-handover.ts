import { onMounted, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { HandoverState } from '#shared/contract/handover.ts'
import type { Operation } from '#shared/contract/history.ts'
import type { OperationKind } from '#shared/contract/operations.ts'
import type { Started } from '#shared/contract/index.ts'
import type { Service } from '#shared/domain/services.ts'
import { useApi, useHost } from '../../api-client.ts'
import { useBackendEvent } from '../../events.ts'
import { useLanguage } from '../../language.ts'
import { useBackend } from '../../stores/backend.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import { useNotices } from '../../stores/notices.ts'

const KINDS: OperationKind[] = ['hand-over-settings', 'hand-over-secrets', 'hand-over-codes']
/** As many earlier handovers as a look takes in; the history has all of them. */
const LISTED = 10

export interface SecretsRequest {
  readonly publicKey: string
  readonly fingerprint: string
  readonly passphrase: string | undefined
}

/** What can be handed over to those who run the site, and what was. */
export function useHandover() {
  const { t } = useI18n()
  const { language } = useLanguage()
  const api = useApi()
  const host = useHost()
  const backend = useBackend()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()

  const state = shallowRef<HandoverState | null>(null)
  const earlier = shallowRef<readonly Operation[]>([])
  const busy = ref(false)

  async function load(): Promise<void> {
    try {
      const [now, listed] = await Promise.all([
        api.handover.state({}),
        api.history.list({ kinds: KINDS, limit: LISTED, language: language.value }),
      ])
      state.value = now
      earlier.value = listed.operations
    } catch (error) {
      failures.report(error)
    }
  }
  onMounted(load)
  useBackendEvent('history.onRecorded', load)
  watch(() => backend.returned, load)

  /** Writes a file where the person chooses; true where it was written. */
  async function save<Output>(
    suggestedName: string,
    write: (target: string) => Promise<Started<Output>>,
  ): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      const target = await host.saveFile({ suggestedName })
      if (!target) return false
      await jobs.follow(await write(target.token))
      await host.deliver(target)
      notices.done(() => ({ fact: t('shop.handover.saved') }))
      return true
    } catch (error) {
      failures.report(error)
      return false
    } finally {
      busy.value = false
    }
  }

  return {
    state,
    earlier,
    busy,
    saveSettings: (services: Service[]) =>
      save(t('shop.handover.settingsName'), (target) => api.handover.saveSettings({ services, target })),
    saveSecrets: (services: Service[], { publicKey, fingerprint, passphrase }: SecretsRequest) =>
      save(t('shop.handover.secretsName'), (target) =>
        api.handover.saveSecrets({
          services,
          target,
          publicKey,
          fingerprint,
          ...(passphrase !== undefined && { passphrase }),
        }),
      ),
    saveCodes: (scope: 'all' | 'changed', format: 'csv' | 'xlsx' | 'jsonl') =>
      save(t('shop.handover.codesName', { format }), (target) =>
        api.handover.saveCodes({ scope, format, target, language: language.value }),
      ),
  }
}
