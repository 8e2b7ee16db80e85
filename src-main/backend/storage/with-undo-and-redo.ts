import type { StoredOperation } from './operations.ts'

/** What touched a code, the newest first, with those of `turns` that undid it or did it again. `turns` are in their order. */
export function withUndoAndRedo(
  touching: readonly StoredOperation[],
  turns: readonly StoredOperation[],
): StoredOperation[] {
  const known = new Set(touching.map(({ id }) => id))
  const following = turns.filter(({ id, details }) => {
    const follows = (details.kind === 'undo' || details.kind === 'redo') && known.has(details.operationId)
    if (follows) known.add(id)
    return follows
  })
  return [...touching, ...following].sort((one, other) => other.id - one.id)
}
