import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowReactive, watch } from 'vue'
import type { DraftChange } from '#shared/contract/drafts.ts'
import type { Api } from '#shared/contract/index.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { type Instant, instantOf } from '#shared/domain/dates.ts'
import { useApi } from '../api-client.ts'
import { useBackendEvent } from '../events.ts'
import { useBackend } from './backend.ts'
import { useSite } from './site.ts'
import { createUnsavedInput } from './unsaved-input.ts'

/** How long after the last key a draft is saved, and the longest that it waits while somebody goes on typing. */
const PAUSE_MS = 400
const LONGEST_WAIT_MS = 900
/** After a refusal that may pass, as of a full disk. */
const RETRY_MS = 5000

type Json = Parameters<Api['drafts']['save']>[0]['content']

interface Stored {
  readonly version: string
  readonly savedAt: Instant
}
/** A draft that another window saved after this one had read the form. */
export interface NewerDraft extends Stored {
  readonly content: unknown
}

/** The draft of one form of one site, as this window knows it. */
export interface DraftEntry {
  readonly site: string
  readonly key: string
  /** What is typed and not saved in the form; null where nothing is. */
  readonly content: unknown
  /** When it was typed or saved last; null where nothing is unsaved. */
  readonly at: Instant | null
  /** What the backend has kept of it, as far as is known. */
  readonly stored: Stored | null
  readonly newer: NewerDraft | null
  /** Grows with content that the form is to show: another window's, or what was discarded and comes back. */
  readonly given: number
}
interface Entry extends DraftEntry {
  content: unknown
  at: Instant | null
  /** `content` as JSON, to find out whether it differs. */
  text: string | null
  stored: Stored | null
  newer: NewerDraft | null
  given: number
  read: boolean
  /** How many forms on screen show it: there, another window's draft is offered, never put in its place. */
  shown: number
  /** A person typed here. */
  touched: boolean
  /** Grows with each look at what is stored. */
  turn: number
  /** Differs from what is stored. */
  waiting: boolean
  saving: Promise<void> | null
  /** What was announced while it was being saved: it may have been this window's own. */
  announced: DraftChange | null
}

/** What is refused so is refused again in a second. */
const IN_VAIN = ['input.invalid', 'drafts.other-site', 'site.read-only', 'database.read-only-user'] as const

const textOf = (content: unknown): string | null => (content === null ? null : JSON.stringify(content))

/**
 * What is typed and not saved, in every form of the window. It is saved with the site within a second, at once when the
 * window is hidden or closed, and again when the backend is back. Until then it is in the tab's own storage, too, so
 * that a reload finds it.
 */
export const useDrafts = defineStore('drafts', () => {
  const api = useApi()
  const site = useSite()
  const backend = useBackend()
  const unsaved = createUnsavedInput()
  const entries = shallowReactive(new Map<string, Entry>())

  function entryOf(of: string, key: string): Entry {
    const name = `${of}/${key}`
    const known = entries.get(name)
    if (known) return known
    const entry: Entry = shallowReactive({
      site: of,
      key,
      content: null,
      at: null,
      text: null,
      stored: null,
      newer: null,
      given: 0,
      read: false,
      shown: 0,
      touched: false,
      turn: 0,
      waiting: false,
      saving: null,
      announced: null,
    })
    entries.set(name, entry)
    return entry
  }
  const isOpen = (entry: Entry) => entry.site === site.site?.id

  function hold(entry: Entry, content: unknown): void {
    const text = textOf(content)
    entry.content = text === null ? null : JSON.parse(text)
    entry.text = text
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  let since: number | null = null
  function saveSoon(pause = PAUSE_MS): void {
    since ??= performance.now()
    clearTimeout(timer)
    const left = since + LONGEST_WAIT_MS - performance.now()
    timer = setTimeout(() => void flush(), pause === PAUSE_MS ? Math.max(0, Math.min(pause, left)) : pause)
  }
  onScopeDispose(() => clearTimeout(timer))

  /** Saves what waits; nothing that fails is thrown: it is tried again. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    since = null
    await Promise.all([...entries.values()].map(save))
  }

  async function save(entry: Entry): Promise<void> {
    if (!entry.waiting || entry.newer || !isOpen(entry)) return
    if (entry.saving) {
      await entry.saving
      return await save(entry)
    }
    entry.saving = store(entry).finally(() => (entry.saving = null))
    await entry.saving
    const { announced } = entry
    entry.announced = null
    if (announced) await onChanged(announced)
  }

  async function store(entry: Entry): Promise<void> {
    const { key, site: of, text, content, stored } = entry
    try {
      if (text !== null)
        entry.stored = await api.drafts.save({
          key,
          site: of,
          content: content as Json,
          base: stored?.version ?? null,
        })
      else {
        if (stored) await api.drafts.discard({ key, site: of, base: stored.version })
        entry.stored = null
      }
      if (entry.text === text) isSaved(entry)
      else saveSoon()
    } catch (error) {
      if (isRefusal(error, 'drafts.changed-meanwhile')) await compare(entry).catch(() => saveSoon(RETRY_MS))
      // Away: it is saved once the backend is back. Of another site: once that is open again.
      else if (!IN_VAIN.some((code) => isRefusal(error, code)) && !backend.away) saveSoon(RETRY_MS)
    }
  }
  function isSaved(entry: Entry): void {
    entry.waiting = false
    unsaved.forget(entry)
  }

  /** Another draft is stored than was known: it is offered where a form shows this one, or this one is to be saved. */
  async function compare(entry: Entry): Promise<void> {
    const { key, site: of } = entry
    const mine = (entry.turn += 1)
    const kept = await api.drafts.get({ key, site: of })
    // Something newer was announced meanwhile.
    if (mine !== entry.turn) return
    if (kept && textOf(kept.content) === entry.text) {
      entry.stored = kept
      entry.newer = null
      isSaved(entry)
    } else if (kept && (entry.shown > 0 || (entry.waiting && entry.text !== null))) entry.newer = kept
    else if (kept || !entry.touched) give(entry, kept)
    else {
      entry.stored = null
      entry.newer = null
      if (entry.waiting) saveSoon()
    }
  }
  /** The form shows what is stored. */
  function give(entry: Entry, kept: NewerDraft | null): void {
    hold(entry, kept?.content ?? null)
    entry.at = kept?.savedAt ?? null
    entry.stored = kept
    entry.newer = null
    entry.touched = false
    isSaved(entry)
    entry.given += 1
  }

  async function onChanged(change: DraftChange): Promise<void> {
    const entry = entryOf(change.site, change.key)
    if (entry.saving) return void (entry.announced = change)
    const { version, savedAt } = change
    if (version === ((entry.newer ?? entry.stored)?.version ?? null)) return
    if (entry.shown === 0 && !entry.waiting) entry.read = false
    if (!entry.read) {
      entry.stored = version !== null && savedAt !== null ? { version, savedAt } : null
      return
    }
    if (version === null) {
      entry.turn += 1
      entry.stored = null
      entry.newer = null
      // What was typed here is not saved by what another window did.
      if (entry.touched && entry.text !== null) wait(entry)
      else give(entry, null)
      return
    }
    if (isOpen(entry)) await compare(entry).catch(() => undefined)
  }
  useBackendEvent('drafts.onChanged', (change) => void onChanged(change))

  function wait(entry: Entry): void {
    entry.waiting = true
    unsaved.keep(entry, { content: entry.content, base: entry.stored?.version ?? null, at: Date.now() })
    saveSoon()
  }

  /**
   * The draft of a form, read where it is not known yet; what this tab had not saved before a reload comes first.
   * @throws Refusal where it cannot be read now
   */
  async function open(of: string, key: string): Promise<DraftEntry> {
    const entry = entryOf(of, key)
    if (entry.read) return entry
    const kept = await api.drafts.get({ key, site: of })
    if (entry.read) return entry
    entry.read = true
    entry.stored = kept
    const typed = unsaved.find(entry)
    hold(entry, typed ? typed.content : (kept?.content ?? null))
    entry.at = typed ? instantOf(typed.at) : (kept?.savedAt ?? null)
    if (!typed) return entry
    entry.touched = true
    const isOther = kept !== null && kept.version !== typed.base && textOf(kept.content) !== entry.text
    if (isOther && entry.text !== null) entry.newer = kept
    wait(entry)
    return entry
  }

  /** What is typed before the draft is read: a reload finds it. */
  function keepEarly(of: string, key: string, content: unknown): void {
    if (entryOf(of, key).read) return
    if (content === null) unsaved.forget({ site: of, key })
    else unsaved.keep({ site: of, key }, { content, base: null, at: Date.now() })
  }

  /** What is typed in the form now. */
  function put(one: DraftEntry, content: unknown): void {
    const entry = one as Entry
    if (textOf(content) === entry.text) return
    hold(entry, content)
    entry.at = entry.text === null ? null : instantOf(Date.now())
    entry.touched = true
    wait(entry)
  }

  /** Of what was dropped or discarded, or is offered: the form shows it, whether it is on screen or not. */
  function bring(one: DraftEntry, content: unknown): void {
    const entry = one as Entry
    put(entry, content)
    entry.given += 1
  }

  // A window that is hidden may be closed without another word.
  const onHide = () => void flush()
  const onVisibility = () => document.visibilityState === 'hidden' && onHide()
  if (typeof window !== 'undefined') {
    window.addEventListener('pagehide', onHide)
    document.addEventListener('visibilitychange', onVisibility)
    onScopeDispose(() => {
      window.removeEventListener('pagehide', onHide)
      document.removeEventListener('visibilitychange', onVisibility)
    })
  }

  /** Learns which forms of the site have a draft, for the marks of the navigation. */
  async function load(): Promise<void> {
    const of = site.site?.id
    if (of === undefined) return
    const kept = await api.drafts.list({})
    if (of !== site.site?.id) return
    const keys = new Map(kept.map(({ key, savedAt }) => [key, savedAt]))
    for (const entry of entries.values())
      if (entry.site === of && !entry.read && !keys.has(entry.key)) entry.stored = null
    for (const [key, savedAt] of keys) {
      const entry = entryOf(of, key)
      if (!entry.read && !entry.stored) entry.stored = { version: '', savedAt }
    }
  }
  const loadQuietly = () => load().catch(() => undefined)

  watch(
    () => site.site?.id,
    (of) => {
      // Other windows may have saved drafts of this site while another one was open.
      for (const entry of entries.values()) if (entry.site === of && !entry.waiting) entry.read = false
      void loadQuietly()
      void flush()
    },
    { flush: 'sync' },
  )
  watch(
    () => backend.returned,
    () => {
      void flush()
      void loadQuietly()
    },
  )
  site.beforeLeave(flush)

  return {
    open,
    keepEarly,
    put,
    bring,
    flush,
    loadQuietly,
    /** The form shows something else than was put or given, and that is no input of a person. */
    adopt(one: DraftEntry, content: unknown): void {
      if (content !== null) hold(one as Entry, content)
    },
    /** What is stored is no draft of this version's form: it stays until something is typed. */
    ignore: (one: DraftEntry) => hold(one as Entry, null),
    /** Goes on with what another window saved; answers with what was typed here. */
    takeNewer(one: DraftEntry): unknown {
      const before = one.content
      if (one.newer) give(one as Entry, one.newer)
      return before
    },
    /** Goes on with what was typed here, in place of what another window saved. */
    async keepMine(one: DraftEntry): Promise<void> {
      const entry = one as Entry
      entry.stored = entry.newer
      entry.newer = null
      // Nothing is typed here: the other window's stays until something is.
      if (entry.text === null) return
      wait(entry)
      await flush()
    },
    /** A form shows the draft until the function that comes back is called. */
    show(one: DraftEntry): () => void {
      const entry = one as Entry
      entry.shown += 1
      return () => (entry.shown -= 1)
    },
    /** Another draft is kept than what was typed before it was read. */
    offer(one: DraftEntry, typed: unknown): void {
      const entry = one as Entry
      const { stored, content } = entry
      hold(entry, typed)
      entry.touched = true
      if (stored) entry.newer ??= { ...stored, content }
      wait(entry)
    },
    /** The keys of the drafts of the open site. */
    keys: computed<readonly string[]>(() =>
      [...entries.values()]
        .filter((entry) => isOpen(entry) && (entry.read ? entry.text !== null : entry.stored !== null))
        .map(({ key }) => key),
    ),
  }
})
