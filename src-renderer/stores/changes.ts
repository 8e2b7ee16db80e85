import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useBackend } from './backend.ts'
import { useRecovery } from './recovery.ts'

/** Whether the site can be changed now: what would only be refused is off. A strip of the window says why, too. */
export const useChanges = defineStore('changes', () => {
  const { t } = useI18n({ useScope: 'global' })
  const backend = useBackend()
  const recovery = useRecovery()
  const obstacle = computed(() => {
    if (backend.away) return 'away'
    return recovery.unansweredSince === undefined ? recovery.readOnly : 'unanswered'
  })
  return {
    off: computed(() => obstacle.value !== null),
    /** In words; null while changes are possible. */
    why: computed(() => obstacle.value && t(`shell.changesOff.${obstacle.value}`)),
  }
})
