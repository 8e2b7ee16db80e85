import { shallowRef, watch } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { MailPreview, PreviewFor } from '#shared/contract/mail.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import { useBackendEvent } from '../../events.ts'
import { useApi } from '../../api-client.ts'
import { useFailures } from '../../stores/failures.ts'
import { useLatest } from '../../composables/use-latest.ts'

export interface PreviewRequest {
  service: Service
  language: Language
  for: PreviewFor
  content?: { subject: string; text: string }
}

/** The message as a recipient would get it; the last one stays until the next is there. */
export function usePreview(request: () => PreviewRequest | null) {
  const api = useApi()
  const failures = useFailures()
  const shown = shallowRef<MailPreview | null>(null)
  const { answer, failure, again } = useLatest(() => {
    const now = request()
    return now ? () => api.mail.preview(now) : null
  })
  watch(answer, (now) => now && (shown.value = now))
  watch(failure, (error) => {
    if (error !== null && !isRefusal(error, 'backend.restarting')) failures.report(error)
  })
  useBackendEvent('history.onRecorded', again)
  return shown
}
