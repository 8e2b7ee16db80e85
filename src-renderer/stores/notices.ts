import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { ApiError } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'

export interface NoticeText {
  /** In bold: what happened. */
  fact: string
  /** After it: what was skipped and why, or what can be done. */
  rest?: string
  /** Opens a page with what the notice refers to. */
  link?: { label: string; to: RouteLocationRaw }
}

/** An operation, several with the latest first, or what takes back what is no operation. */
export type NoticeUndo = number | readonly number[] | (() => unknown)

export interface Notice {
  id: number
  /**
   * `hint`: nothing was done, and where it can be done. `unclear`: whether it happened is, or was, not known.
   */
  tone: 'done' | 'failed' | 'hint' | 'unclear'
  /** Worded when drawn, so that it follows a switch of language. */
  say: () => NoticeText
  /** What its Undo (or Ctrl+Z) takes back. */
  undo: NoticeUndo | null
}

/** What failed, as the wording takes it. An error that is no refusal is a bug: the wording says so. */
export const refusalFrom = (error: unknown): Refusal | ApiError =>
  error instanceof Refusal ? error : new Refusal('internal', { reference: '' })

/** The one notice at the foot of the page; a newer one takes the place of an older. */
export const useNotices = defineStore('notices', () => {
  const current = ref<Notice | null>(null)
  let last = 0

  function show(tone: Notice['tone'], say: () => NoticeText, undo: NoticeUndo | null = null): void {
    last += 1
    current.value = { id: last, tone, say, undo }
  }

  return {
    current: computed(() => current.value),
    /**
     * Says that something was done. `undo` is the operation that the Undo button takes back, or what takes it back: the
     * `operationId` that the call itself answered, so that it cannot be another client's operation.
     */
    done: (say: () => NoticeText, undo?: NoticeUndo | null) => show('done', say, undo),
    failed: (say: () => NoticeText) => show('failed', say),
    /** Says why nothing was done although nothing went wrong, and leads on. */
    hint: (say: () => NoticeText) => show('hint', say),
    unclear: (say: () => NoticeText, undo: NoticeUndo | null = null) => show('unclear', say, undo),
    close: () => (current.value = null),
  }
})
