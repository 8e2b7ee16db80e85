import type { CellEdit } from '#shared/contract/edits.ts'
import { pickAll } from '../creations.ts'
import type { TestBackend } from '../test-backend.ts'

/** Plans and writes cells, as the grid does; answers with both. */
export async function editCells(backend: Pick<TestBackend, 'api' | 'done'>, cells: readonly CellEdit[]) {
  const { resultSet } = await pickAll(backend)
  const input = { resultSet, cells: [...cells], language: 'en' as const }
  const plan = await backend.api.promo.planEdit(input)
  const done = await backend.done(backend.api.promo.edit({ ...input, expect: plan.change }))
  return { plan, done }
}

export const newAddress = (id: number, text: string): CellEdit => ({ id, column: 'email', text })
