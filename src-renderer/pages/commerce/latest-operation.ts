import type { Api } from '#shared/contract/index.ts'

/** The operation just recorded, when it can be taken back: what a notice's Undo is for. */
export async function latestUndoable(api: Api): Promise<number | undefined> {
  const { operations } = await api.history.list({ limit: 1 })
  return operations[0]?.undoable ? operations[0].id : undefined
}
