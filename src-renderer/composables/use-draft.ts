import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { z } from 'zod'
import type { Instant } from '#shared/domain/dates.ts'
import { type DraftForm, draftKey } from '../draft-forms.ts'
import { useBackend } from '../stores/backend.ts'
import { type DraftEntry, useDrafts } from '../stores/drafts.ts'
import { useNotices } from '../stores/notices.ts'
import { useSite } from '../stores/site.ts'

export interface DraftOptions<Content> {
  /** What a draft is; one that an earlier version kept otherwise is none. It has no field for a password. */
  readonly schema: z.ZodType<Content>
  /** Which of several forms alike. */
  readonly part?: () => string
  /** True once the form shows what is saved. */
  readonly ready?: () => boolean
  /** What is typed and not saved; null where nothing is. */
  readonly content: () => Content | null
  /** Puts a draft into the form. */
  readonly show: (content: Content) => unknown
  /** Puts what is saved into the form. */
  readonly reset: () => unknown
}

/**
 * Keeps what is typed in a form and not saved, and brings it back: on coming back to the form, after a reload or a crash,
 * and in another window. It belongs to the site that was open when it was typed.
 */
export function useDraft<Content>(form: DraftForm, options: DraftOptions<Content>) {
  const { schema, part, ready = () => true, content, show, reset } = options
  const { t } = useI18n({ useScope: 'global' })
  const store = useDrafts()
  const backend = useBackend()
  const notices = useNotices()
  const site = useSite()

  const key = computed(() => draftKey(form, part?.()))
  /** The draft of what is on screen; null until it is read. */
  const entry = shallowRef<DraftEntry | null>(null)
  let hide = (): void => undefined
  watch(
    entry,
    (now) => {
      hide()
      hide = now ? store.show(now) : () => undefined
    },
    { flush: 'sync' },
  )
  onScopeDispose(() => hide())
  const restoredFrom = ref<Instant | null>(null)
  const siteId = () => site.site?.id
  let turn = 0

  watch(
    [siteId, key],
    ([of], [before]) => {
      turn += 1
      entry.value = null
      restoredFrom.value = null
      // What is on screen was typed for the other site.
      if (before !== undefined && of !== before) void reset()
    },
    { flush: 'sync' },
  )
  async function begin(): Promise<void> {
    const [of, now] = [siteId(), key.value]
    if (of === undefined || !ready() || entry.value) return
    const mine = (turn += 1)
    // Where the backend is away it is read once that is back.
    const opened = await store.open(of, now).catch(() => null)
    if (!opened || mine !== turn) return
    const draft = opened.content === null ? undefined : schema.safeParse(opened.content).data
    const typed = content()
    if (draft !== undefined && typed === null) {
      const isShown = await Promise.resolve(show(draft)).then(
        () => true,
        () => false,
      )
      if (!isShown || mine !== turn) return
      restoredFrom.value = opened.at
      store.adopt(opened, content())
    } else if (draft === undefined) store.ignore(opened)
    else if (JSON.stringify(typed) !== JSON.stringify(draft)) store.offer(opened, typed)
    entry.value = opened
    store.put(opened, content())
  }
  watch([siteId, key, ready, () => backend.returned], begin, { immediate: true })

  // Forms change in place: only their content shows that it is another.
  watch(
    () => JSON.stringify(content()),
    () => {
      const [now, of] = [content(), siteId()]
      if (!entry.value && of !== undefined && ready()) store.keepEarly(of, key.value, now)
      if (!entry.value) return
      store.put(entry.value, now)
      if (now === null) restoredFrom.value = null
    },
  )
  watch(
    () => entry.value?.given,
    async (now, before) => {
      const given = entry.value
      if (!given || now === undefined || before === undefined) return
      const draft = given.content === null ? undefined : schema.safeParse(given.content).data
      try {
        await (draft === undefined ? reset() : show(draft))
      } catch {
        // It is shown when the form is opened again.
        return
      }
      restoredFrom.value = null
      store.adopt(given, content())
      store.put(given, content())
    },
  )

  /** Nothing is unsaved any more. */
  function drop(): void {
    if (entry.value) store.put(entry.value, null)
    restoredFrom.value = null
    void store.flush()
  }

  return {
    /** When what is typed was last saved as a draft; null where nothing is unsaved. */
    savedAt: computed(() => (entry.value?.content == null ? null : (entry.value.stored?.savedAt ?? null))),
    /** When the draft that the form began with was saved. */
    restoredFrom,
    /** When another window saved a newer draft, which is offered. */
    newerAt: computed(() => entry.value?.newer?.savedAt ?? null),
    takeNewer(): void {
      const taken = entry.value
      if (!taken) return
      const before = store.takeNewer(taken)
      notices.done(
        () => ({ fact: t('drafts.tookNewer') }),
        () => store.bring(taken, before),
      )
    },
    keepMine: () => entry.value && void store.keepMine(entry.value),
    drop,
    /** Gives up what is typed; the notice can bring it back. */
    async discard(): Promise<void> {
      const discarded = entry.value
      const before = discarded?.content ?? content()
      await reset()
      drop()
      if (discarded && before !== null)
        notices.done(
          () => ({ fact: t('drafts.discarded') }),
          () => store.bring(discarded, before),
        )
    },
    /** Saves it now. */
    keep: () => store.flush(),
  }
}
export type FormDraft = ReturnType<typeof useDraft>
