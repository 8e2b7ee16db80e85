import { z } from 'zod'
import { type Instant, isIsoDate, type IsoDate } from './dates.ts'

export const isoDateSchema = z
  .string()
  .refine(isIsoDate, 'a day as YYYY-MM-DD')
  .transform((text) => text as IsoDate)
  .meta({ description: 'A calendar day, YYYY-MM-DD', format: 'date' })

export const instantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/)
  .refine((text) => !Number.isNaN(Date.parse(text)), 'a moment that exists')
  .transform((text) => text as Instant)
  .meta({ description: 'A moment in UTC, ISO 8601 with Z' })
