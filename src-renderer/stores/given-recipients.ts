import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { FileRef } from '#shared/contract/files.ts'

/** A recipient file that was opened outside the window or dropped on another page, until the page for it takes it. */
export const useGivenRecipients = defineStore('given-recipients', () => {
  const file = shallowRef<FileRef | null>(null)
  return {
    file,
    take(): FileRef | null {
      const taken = file.value
      file.value = null
      return taken
    },
  }
})
