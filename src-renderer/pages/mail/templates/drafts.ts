import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { useSite } from '../../../stores/site.ts'

export interface TemplateDraft {
  readonly subject: string
  readonly text: string
}

/** Templates as they are being worded, by service and language; they outlive their page. */
export const useTemplateDrafts = defineStore('template-drafts', () => {
  const site = useSite()
  const drafts = ref<Record<string, TemplateDraft>>({})
  // Each site has templates of its own.
  watch(
    () => site.site?.kind,
    (_kind, before) => before && (drafts.value = {}),
  )

  function put(key: string, draft: TemplateDraft | null): void {
    const others = Object.entries(drafts.value).filter(([other]) => other !== key)
    drafts.value = Object.fromEntries(draft ? [...others, [key, draft]] : others)
  }
  return { drafts, put }
})
