import type { OperationDetails } from '#shared/contract/operations.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import {
  personsSettings,
  type PersonsSettings,
  type SettingDefinitions,
  type SettingRequest,
  type SettingValues,
  siteSettings,
} from '#shared/contract/site-settings.ts'
import { settingsOf } from '#backend/storage/site-settings.ts'
import type { UndoHandlers } from '#backend/storage/undo-handler.ts'
import type { Transaction } from '#backend/storage/storage.ts'

/** A change of a setting, as the history keeps it: in the form in which settings are stored. */
interface Change<Field extends string> {
  field: Field
  before: string
  after: string
}

/** Changes of settings by what is defined of them. */
export function settingChanges<D extends SettingDefinitions>(definitions: D) {
  const store = settingsOf(definitions)
  const typeOf = (name: keyof D) => definitions[name]?.type ?? missing(name)

  return {
    /** What of the request differs from what is. */
    between(before: SettingValues<D>, request: SettingRequest<D>): Change<PersonsSettings<D>>[] {
      return personsSettings(definitions).flatMap((field) => {
        const after = request[field]
        if (after === undefined || after === before[field]) return []
        const type = typeOf(field)
        return [{ field, before: type.encode(before[field]), after: type.encode(after) }]
      })
    },

    /** Puts the settings back; answers how many. @throws Refusal 'history.changed-since' naming the fields */
    async undo(
      tx: Pick<Transaction, 'settings'>,
      changes: readonly Change<PersonsSettings<D>>[],
    ): Promise<number> {
      const now = await store.read(tx.settings)
      const moved = changes.filter(({ field, after }) => !now || typeOf(field).encode(now[field]) !== after)
      if (moved.length > 0)
        throw new Refusal('history.changed-since', {
          count: moved.length,
          examples: moved.map(({ field }) => field),
        })
      const values = changes.map(({ field, before }) => [field, typeOf(field).decode(before)])
      await store.write(tx.settings, Object.fromEntries(values) as SettingRequest<D>)
      return changes.length
    },
  }
}

const missing = (name: PropertyKey): never => {
  throw new TypeError(`there is no setting ${String(name)}`)
}

export const siteSettingChanges = settingChanges(siteSettings)

type SiteChange = Extract<OperationDetails, { kind: 'change-settings' }>['changes'][number]
const turned = ({ field, before, after }: SiteChange): SiteChange => ({
  field,
  before: after,
  after: before,
})

export const settingsUndoHandlers: UndoHandlers<'change-settings'> = {
  'change-settings': {
    revert: (tx, { details: { changes }, direction }) =>
      siteSettingChanges.undo(tx, direction === 'undo' ? changes : changes.map(turned)),
    written: ({ changes }) => ({ places: changes.map(({ field }) => field) }),
    announces: ['site'],
  },
}
