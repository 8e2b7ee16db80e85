import { z } from 'zod'
import { CURRENCIES } from './money.ts'

export const currencySchema = z.enum(CURRENCIES).meta({ description: 'ISO 4217 code' })
export const moneySchema = z.strictObject({ minor: z.int().min(0), currency: currencySchema })
