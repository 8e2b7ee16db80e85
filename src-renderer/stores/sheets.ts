import { defineStore } from 'pinia'
import { ref } from 'vue'

/** What the shell can open over any page. */
export const useSheets = defineStore('sheets', () => ({
  palette: ref(false),
  keys: ref(false),
  about: ref(false),
}))
