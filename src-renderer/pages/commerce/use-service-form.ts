import { computed, ref, shallowRef } from 'vue'
import type { ServiceSettings, ModeSettings } from '#shared/contract/commerce.ts'
import { PROVIDER_IDS } from '#shared/domain/commerce/providers.ts'
import { type Content, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { Mode, Service } from '#shared/domain/services.ts'
import { useApi } from '../../api-client.ts'
import { useFormUndo } from '../../composables/use-form-undo.ts'
import {
  type Began,
  beganFrom,
  beganIn,
  changesOf,
  contentOf,
  type Draft,
  type Edited,
  NOTHING_TYPED,
  type Typed,
  unedited,
} from './form-state.ts'

/** The form of one service: what is saved, what is typed, and what differs. It saves nothing by itself. */
export function useServiceForm(service: Service) {
  const api = useApi()
  /** As last received; the edit may have begun from an older revision. */
  const now = shallowRef<ServiceSettings | null>(null)
  const began = shallowRef<Record<Mode, Began>>({ test: beganFrom(null), production: beganFrom(null) })
  const edited = shallowRef<Edited>(unedited(began.value, 'test'))
  const typed = shallowRef<Typed>(NOTHING_TYPED)
  /** What the mode of operation is set to; it takes effect with Update and the review. */
  const chosen = ref<Mode>('test')

  const mode = computed<Mode>(() => now.value?.mode ?? 'test')
  const changes = computed(() => changesOf(began.value, mode.value, edited.value, typed.value))
  const current = computed<ModeSettings | null>(() => now.value?.[chosen.value] ?? null)
  /** True when what is saved is newer than what the edit began from. */
  const isStale = computed(
    () => now.value !== null && (now.value[mode.value]?.revision ?? 0) !== began.value[mode.value].revision,
  )

  /** Shows what is saved; anything typed is gone. */
  function show(settings: ServiceSettings): void {
    const sameMode = now.value?.mode === settings.mode
    now.value = settings
    began.value = beganIn(settings)
    edited.value = unedited(began.value, settings.mode)
    typed.value = NOTHING_TYPED
    if (!sameMode || settings.mode === 'production') chosen.value = settings.mode
  }

  async function load(): Promise<void> {
    show(await api.commerce.get({ service }))
  }

  /** Reads what is saved now, and leaves what is typed. */
  async function look(): Promise<void> {
    receive(await api.commerce.get({ service }))
  }

  /** What is saved now, as reported by a call or an event; what is typed stays. */
  function receive(settings: ServiceSettings): void {
    if (changes.value.length === 0) show(settings)
    else now.value = settings
  }

  /** What one mode had to save is saved; the rest of the edit stays. */
  function saved(settings: ServiceSettings, one: Mode): void {
    now.value = settings
    began.value = { ...began.value, [one]: beganFrom(settings[one]) }
    const { content } = began.value[one]
    edited.value = {
      settings: one === settings.mode ? content.settings : edited.value.settings,
      accounts: { ...edited.value.accounts, [one]: content.accounts },
    }
    typed.value = { ...typed.value, [one]: {} }
  }

  /** The edit goes on from `content`, as if it had begun from what is saved now. */
  function goOnFrom(content: Content): void {
    if (!now.value) return
    began.value = beganIn(now.value)
    edited.value = {
      settings: content.settings,
      accounts: { ...edited.value.accounts, [mode.value]: content.accounts },
    }
  }

  async function contentAt(revision: number): Promise<Content> {
    return revision === 0 ? EMPTY_CONTENT : (await api.commerce.revision({ revision })).content
  }

  /** Puts a kept draft back into the form; it began from the revisions that it names. */
  async function restore(draft: Draft): Promise<void> {
    if (!now.value || draft.mode !== now.value.mode) return
    const current = beganIn(now.value)
    const at = async (one: Mode): Promise<Began> =>
      draft.base[one] === current[one].revision
        ? current[one]
        : { revision: draft.base[one], content: await contentAt(draft.base[one]) }
    began.value = { test: await at('test'), production: await at('production') }
    edited.value = { settings: draft.settings, accounts: draft.accounts }
    chosen.value = draft.chosen
  }

  const draft = (): Draft => ({
    base: { test: began.value.test.revision, production: began.value.production.revision },
    mode: mode.value,
    chosen: chosen.value,
    settings: edited.value.settings,
    accounts: edited.value.accounts,
  })

  useFormUndo('commerce', {
    state: () => ({ edited: edited.value, typed: typed.value, chosen: chosen.value }),
    show(state) {
      edited.value = state.edited
      typed.value = state.typed
      chosen.value = state.chosen
    },
    base: () => [mode.value, began.value.test.revision, began.value.production.revision],
  })

  const passwordsFor = (one: Mode) =>
    PROVIDER_IDS.flatMap((provider) => {
      const password = typed.value[one][provider]
      return password === undefined ? [] : [{ provider, password }]
    })

  return {
    now,
    began,
    edited,
    typed,
    chosen,
    mode,
    changes,
    current,
    isStale,
    show,
    saved,
    load,
    look,
    receive,
    goOnFrom,
    restore,
    draft,
    passwordsFor,
    contentFor: (one: Mode) => contentOf(edited.value, one),
    discard(): void {
      if (!now.value) return
      show(now.value)
      chosen.value = now.value.mode
    },
    edit: (next: Edited) => (edited.value = next),
    type: (one: Mode, passwords: Typed[Mode]) => (typed.value = { ...typed.value, [one]: passwords }),
    choose: (one: Mode) => (chosen.value = one),
  }
}
export type ServiceForm = ReturnType<typeof useServiceForm>
