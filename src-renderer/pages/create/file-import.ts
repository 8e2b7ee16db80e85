import { computed, ref, shallowRef } from 'vue'
import type { Api } from '#shared/contract/index.ts'
import type { ApiError } from '#shared/contract/error-codes.ts'
import { isRefusal, type Refusal } from '#shared/contract/refusal.ts'
import type { FileRef } from '#shared/contract/files.ts'
import type { ImportRow, OwnCodes, ReadChoices, RecipientImport } from '#shared/contract/recipients.ts'
import { RECIPIENT_EXTENSIONS } from '#shared/domain/recipient-extensions.ts'
import type { Host } from '../../host/host.ts'
import type { useJobs } from '../../stores/jobs.ts'
import { refusalFrom } from '../../stores/notices.ts'
import { type Replayed, replay } from './corrections.ts'
import type { Correction, SavedDraft } from './saved-draft.ts'

const OF_ONE_TABLE = { emailColumn: undefined, nameColumn: undefined, codeColumn: undefined }
const OF_ONE_SHEET = { ...OF_ONE_TABLE, headerRow: undefined, includeHidden: undefined }
/** As many rows as a correction is looked for in, of each tab. */
const LOOKED_THROUGH = 1000

export type ImportState =
  | { at: 'none' }
  | { at: 'reading'; file: FileRef; jobId: string | null }
  | { at: 'read'; import: RecipientImport }
  | { at: 'refused'; file: FileRef; error: Refusal | ApiError }
  /** The backend that had read it is gone, and the file's token with it. */
  | { at: 'lost'; file: FileRef }

interface Means {
  api: Api
  /** Where the file is to have codes of its own. */
  ownCodes(): OwnCodes | undefined
  host: Host
  jobs: ReturnType<typeof useJobs>
  /** After a new reading, when corrections were made before it. */
  onReplayed: (replayed: Replayed) => void
  onFailed: (error: unknown) => void
}

/** The recipient file of the draft, or what was pasted in its place: read, read in another way, corrected. */
export function createFileImport({ api, ownCodes, host, jobs, onReplayed, onFailed }: Means) {
  const state = shallowRef<ImportState>({ at: 'none' })
  const choices = shallowRef<ReadChoices>({})
  const corrections = ref<Correction[]>([])
  /** The text that was pasted in place of a file; null for a file. */
  const pasted = shallowRef<string | null>(null)
  /** Grows with each change of the rows: lists read them again. */
  const version = ref(0)
  /** What was dropped can be handed over again when its token is gone. */
  let dropped: File | null = null
  let turn = 0

  const found = computed(() => (state.value.at === 'read' ? state.value.import : null))
  const file = computed<FileRef | null>(() => {
    const now = state.value
    if (now.at === 'none') return null
    return now.at === 'read' ? now.import.file : now.file
  })

  async function read(ref: FileRef, chosen: ReadChoices): Promise<void> {
    const how = withOwnCodes(chosen, ownCodes())
    const before = state.value
    const mine = (turn += 1)
    state.value = { at: 'reading', file: ref, jobId: null }
    try {
      const started = await api.recipients.read({ file: ref.token, choices: how })
      if (mine === turn) state.value = { at: 'reading', file: ref, jobId: started.jobId }
      const result = await jobs.follow(started)
      if (mine !== turn) return
      const settled = await doAgain(result)
      if (mine !== turn) return
      choices.value = how
      state.value = { at: 'read', import: settled }
      version.value += 1
    } catch (error) {
      if (mine !== turn) return
      state.value = afterFailure(error, ref, before)
      if (state.value.at === 'refused') choices.value = how
    }
  }

  async function doAgain(result: RecipientImport): Promise<RecipientImport> {
    if (corrections.value.length === 0) return result
    const { importId } = result
    const tabs = await Promise.all(
      (['bad', 'named'] as const).map((tab) =>
        api.recipients.rows({ importId, tab, offset: 0, limit: LOOKED_THROUGH }),
      ),
    )
    let latest = result
    const replayed = await replay(
      corrections.value,
      tabs.flatMap(({ rows }) => rows),
      async ({ row, part = 1, change }) => {
        const answer = await api.recipients.correct({ importId, row, part, change: { ...change } })
        latest = answer.import
        return answer.row
      },
    )
    corrections.value = replayed.applied
    onReplayed(replayed)
    return latest
  }

  function readPasted(text: string, name: string): Promise<void> {
    dropped = null
    // Another text may have other columns; what was corrected in its rows is found again.
    if (pasted.value !== text) choices.value = {}
    pasted.value = text
    return take(() => api.recipients.keepPasted({ text, name }), { token: '', name, bytes: null })
  }

  async function take(get: () => Promise<FileRef | null>, shown: FileRef | null): Promise<void> {
    const before = state.value
    const old = file.value
    const mine = (turn += 1)
    if (shown) state.value = { at: 'reading', file: shown, jobId: null }
    try {
      const ref = await get()
      if (mine !== turn) return discardUnused(ref)
      if (!ref) state.value = before
      else {
        // The same file again (after a restart, or corrected elsewhere) keeps what was chosen and corrected.
        const same = file.value?.name === ref.name
        if (!same) corrections.value = []
        state.value = before
        await read(ref, same ? choices.value : {})
        discardUnused(old)
        discardUnused(ref)
      }
    } catch (error) {
      if (mine !== turn) return
      const name = error instanceof Object && 'details' in error ? nameIn(error.details) : undefined
      state.value = afterFailure(error, shown ?? { token: '', name: name ?? '', bytes: null }, before)
    }
  }

  return {
    state,
    found,
    file,
    choices,
    corrections,
    version,
    pasted,
    choose: () =>
      take(async () => {
        const ref = await host.openFile({ extensions: RECIPIENT_EXTENSIONS })
        if (ref) [dropped, pasted.value] = [null, null]
        return ref
      }, null),
    drop: (given: File) => {
      dropped = given
      pasted.value = null
      return take(() => host.registerDropped(given), { token: '', name: given.name, bytes: given.size })
    },
    /** A file that the host has registered already. */
    open: (ref: FileRef) => {
      ;[dropped, pasted.value] = [null, null]
      return take(() => Promise.resolve(ref), ref)
    },
    /** Reads what was pasted; `name` is what it is called in place of a file's name. */
    paste: readPasted,
    /** Reads the file again; `how` changes some of the choices, undefined takes one back. */
    readAgain: (how: Partial<Record<keyof ReadChoices, unknown>> = {}) => {
      const given = dropped
      if (state.value.at === 'lost') {
        const lost = state.value.file
        if (pasted.value !== null) return readPasted(pasted.value, lost.name)
        if (given) return take(() => host.registerDropped(given), lost)
      }
      // Another sheet has headings and columns of its own, and so has another row of headings.
      const others = 'sheet' in how ? OF_ONE_SHEET : 'headerRow' in how ? OF_ONE_TABLE : {}
      const merged = { ...choices.value, ...others, ...how }
      const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined))
      return file.value ? read(file.value, kept as ReadChoices) : Promise.resolve()
    },
    canReadLost: () => dropped !== null || pasted.value !== null,
    restore: (saved: Pick<SavedDraft, 'choices' | 'corrections' | 'pasted'> & { file: FileRef }) => {
      corrections.value = saved.corrections
      pasted.value = saved.pasted
      return read(saved.file, saved.choices)
    },
    /** A job that has just ended, or whose backend is away, has nothing to cancel: its own end is shown. */
    cancel: async () => {
      const now = state.value
      if (now.at !== 'reading' || !now.jobId) return
      await jobs.cancel(now.jobId).catch((error: unknown) => {
        if (!isRefusal(error, 'job.unknown') && !isRefusal(error, 'backend.restarting')) onFailed(error)
      })
    },
    remove: () => {
      const old = file.value
      turn += 1
      dropped = null
      pasted.value = null
      choices.value = {}
      corrections.value = []
      state.value = { at: 'none' }
      discardUnused(old)
    },
    /** The import is gone with the backend that had read it. */
    lose: () => {
      if (file.value && state.value.at !== 'refused') {
        turn += 1
        state.value = { at: 'lost', file: file.value }
      }
    },
    async correct(row: ImportRow, change: Correction['change']): Promise<ImportRow | null> {
      if (!found.value) return null
      const { importId } = found.value
      const { part } = row
      const answer = await api.recipients.correct({ importId, row: row.row, part, change })
      const was = { email: row.email, name: row.name, ...(row.code !== undefined && { code: row.code }) }
      corrections.value = [...corrections.value, { row: row.row, ...(part > 1 && { part }), was, change }]
      showCorrected(answer.import)
      return answer.row
    },
    /** Puts the row back that was taken out last. */
    async putBack(): Promise<number | null> {
      const last = corrections.value.findLast(({ change }) => change.kind === 'skip')
      if (!found.value || !last) return null
      const { importId } = found.value
      const answer = await api.recipients.correct({
        importId,
        row: last.row,
        part: last.part ?? 1,
        change: { kind: 'edit' },
      })
      corrections.value = corrections.value.filter((correction) => correction !== last)
      showCorrected(answer.import)
      return last.row
    },
  }

  /** A file that was replaced, taken out or cancelled. */
  function discardUnused(given: FileRef | null): void {
    if (given && given.token !== '' && given.token !== file.value?.token) host.discard(given)
  }

  function showCorrected(now: RecipientImport): void {
    if (found.value?.importId === now.importId) state.value = { at: 'read', import: now }
    version.value += 1
  }
}

/** A column that was chosen for the codes is one of such a file only. */
function withOwnCodes(
  { ownCodes: _before, codeColumn, ...choices }: ReadChoices,
  ownCodes: OwnCodes | undefined,
): ReadChoices {
  if (ownCodes === undefined) return choices
  return { ...choices, ownCodes, ...(codeColumn !== undefined && { codeColumn }) }
}

function afterFailure(error: unknown, file: FileRef, before: ImportState): ImportState {
  if (isRefusal(error, 'job.cancelled')) return before.at === 'reading' ? { at: 'none' } : before
  const gone =
    isRefusal(error, 'backend.restarting') ||
    isRefusal(error, 'file.unknown') ||
    isRefusal(error, 'job.unknown') ||
    isRefusal(error, 'recipients.import-unknown')
  return gone ? { at: 'lost', file } : { at: 'refused', file, error: refusalFrom(error) }
}

function nameIn(details: unknown): string | undefined {
  return details instanceof Object && 'name' in details ? String(details.name) : undefined
}
