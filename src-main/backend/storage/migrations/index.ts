import { promoCodes } from './0010-promo-codes.ts'
import { type Migration } from './migration.ts'

/** Every step, in order. */
export const migrations: readonly Migration[] = [promoCodes]
