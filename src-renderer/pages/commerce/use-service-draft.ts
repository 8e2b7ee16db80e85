import type { Service } from '#shared/domain/services.ts'
import { useDraft } from '../../composables/use-draft.ts'
import { draftSchema } from './form-state.ts'
import type { ServiceForm } from './use-service-form.ts'

/** The draft of a service's form; of both while they are linked, and of each mode by itself. */
export const useServiceDraft = (form: ServiceForm, service: Service) =>
  useDraft('commerce', {
    schema: draftSchema,
    part: () => `${form.now.value?.linked ? 'both' : service}.${form.mode.value}`,
    ready: () => form.now.value !== null,
    content: () => (form.changes.value.some(({ place }) => place !== null) ? form.draft() : null),
    show: form.restore,
    reset: form.discard,
  })
