import { Refusal } from '#shared/contract/refusal.ts'
import type { OperationDetails } from '#shared/contract/operations.ts'
import { readSettings, type Settings, writeSettings } from '#backend/storage/settings.ts'
import type { UndoHandlers } from '#backend/storage/undo-handler.ts'
import type { Transaction } from '#backend/storage/writer.sqlite.ts'

type Change = Extract<OperationDetails, { kind: 'change-settings' }>['changes'][number]

/** Puts the settings back; answers how many. @throws Refusal 'history.changed-since' naming the fields */
async function undoSettings(tx: Transaction, changes: readonly Change[]): Promise<number> {
  const now = await readSettings(tx)
  const moved = changes.filter(({ field, after }) => String(now?.[field]) !== after)
  if (moved.length > 0)
    throw new Refusal('history.changed-since', {
      count: moved.length,
      examples: moved.map(({ field }) => field),
    })
  await writeSettings(
    tx,
    Object.fromEntries(changes.map(({ field, before }) => [field, before])) as Partial<Settings>,
  )
  return changes.length
}

const turned = ({ field, before, after }: Change): Change => ({ field, before: after, after: before })

export const settingsUndoHandlers: UndoHandlers<'change-settings'> = {
  'change-settings': {
    revert: (tx, { details: { changes }, direction }) =>
      undoSettings(tx, direction === 'undo' ? changes : changes.map(turned)),
    written: ({ changes }) => ({ places: changes.map(({ field }) => field) }),
    announces: ['site'],
  },
}
