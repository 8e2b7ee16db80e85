import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { ApiError } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { type Instant, instantOf } from '#shared/domain/dates.ts'

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
  at: Instant
  /**
   * `hint`: nothing was done, and where it can be done. `unclear`: whether it happened is, or was, not known.
   */
  tone: 'done' | 'failed' | 'hint' | 'unclear'
  /** Worded when drawn, so that it follows a switch of language. */
  say: () => NoticeText
  /** What its Undo (or Ctrl+Z) takes back. */
  undo: NoticeUndo | null
  /** The page that was open when it was given, in whose line it is. */
  page: string
  /** False: it is among the earlier messages only. */
  inLine: boolean
}

/** Whether it stays until it is closed: that something failed, or is unclear, must be read. */
export const STAYS: Readonly<Record<Notice['tone'], boolean>> = {
  done: false,
  failed: true,
  hint: false,
  unclear: true,
}

/** So many messages are kept. */
const KEPT = 50

/** What failed, as the wording takes it. An error that is no refusal is a bug: the wording says so. */
export const refusalFrom = (error: unknown): Refusal | ApiError =>
  error instanceof Refusal ? error : new Refusal('internal', { reference: '' })

/**
 * The messages of this window about the open site. The newest of the page that is open is in its line (`NoticeBar`);
 * all can be opened again from there.
 */
export const useNotices = defineStore('notices', () => {
  /** The newest first. */
  const messages = shallowRef<readonly Notice[]>([])
  const page = ref('')
  /** The newest that was read out. */
  const announced = ref(0)
  /** The open dialogs, the topmost last: what fails meanwhile is said in it. */
  const dialogs = shallowRef<readonly symbol[]>([])
  let last = 0

  const current = computed(() => messages.value.find((one) => one.inLine && one.page === page.value) ?? null)

  function change(id: number, to: Partial<Notice>): void {
    messages.value = messages.value.map((one) => (one.id === id ? { ...one, ...to } : one))
  }
  /** Takes out of the line what need not be read. */
  const clearLine = (list: readonly Notice[]) =>
    list.map((one) => (one.inLine && !STAYS[one.tone] ? { ...one, inLine: false } : one))

  /** Gives a message; its id. The same failure once more replaces the one that is still in the line. */
  function show(tone: Notice['tone'], say: () => NoticeText, undo: NoticeUndo | null = null): number {
    last += 1
    const notice: Notice = {
      id: last,
      at: instantOf(Date.now()),
      tone,
      say,
      undo,
      page: page.value,
      inLine: true,
    }
    const isSame = (one: Notice) =>
      STAYS[tone] && one.inLine && one.tone === tone && one.page === notice.page && one.undo === undo
    const earlier = messages.value.filter((one) => !(isSame(one) && textOf(one) === textOf(notice)))
    messages.value = [notice, ...clearLine(earlier)].slice(0, KEPT)
    return last
  }
  const textOf = ({ say }: Notice): string => JSON.stringify(say())

  return {
    messages: computed(() => messages.value),
    /** What is in the line of the open page. */
    current,
    /**
     * Says that something was done. `undo` is the operation that the Undo button takes back, or what takes it back: the
     * `operationId` that the call itself answered, so that it cannot be another client's operation.
     */
    done: (say: () => NoticeText, undo?: NoticeUndo | null) => show('done', say, undo),
    failed: (say: () => NoticeText) => show('failed', say),
    /** Says why nothing was done although nothing went wrong, and leads on. */
    hint: (say: () => NoticeText) => show('hint', say),
    unclear: (say: () => NoticeText, undo: NoticeUndo | null = null) => show('unclear', say, undo),
    /** Takes a message out of the line, by default the one that is in it. */
    close(id: number | undefined = current.value?.id): void {
      if (id !== undefined) change(id, { inLine: false })
    },
    /** Removes a message that another one answers. */
    withdraw(id: number): void {
      messages.value = messages.value.filter((one) => one.id !== id)
    },
    /** What a message offered to take back is taken back, or cannot be any more. */
    expire: (id: number) => change(id, { undo: null }),
    /** Another page is open: a message belongs to its page, and what must be read is still there on coming back. */
    openPage(name: string): void {
      if (name === page.value) return
      page.value = name
      messages.value = clearLine(messages.value)
    },
    /** Another site is open: nothing that was said is about it. */
    clear: () => (messages.value = []),
    /** True the first time: a message is read out once. */
    announce(id: number): boolean {
      const isNew = id > announced.value
      announced.value = Math.max(id, announced.value)
      return isNew
    },
    dialogs: computed(() => dialogs.value),
    openDialog: (name: symbol) => (dialogs.value = [...dialogs.value, name]),
    closeDialog: (name: symbol) => (dialogs.value = dialogs.value.filter((one) => one !== name)),
  }
})
