import { z } from 'zod'
import { isoDateSchema } from '../domain/date-schemas.ts'
import { operationSchema } from './history.ts'
import { query } from './method.ts'
import { breakdownSchema, redemptionsBySchema, summarySchema, timelineSchema } from './report.ts'
import { statusSchema } from './report-rows.ts'

export const overviewSchema = z.object({
  summary: summarySchema,
  expiringSoon: z.object({
    codes: z.int().meta({ description: 'Active codes that expire within EXPIRING_SOON_DAYS' }),
    recipients: z.int(),
    first: isoDateSchema.nullable(),
  }),
  /** Active codes that nobody has used, made over 30 days ago. */
  unusedAfter30Days: z.int(),
  weeks: z.array(
    z.object({
      monday: isoDateSchema,
      expired: z.int().meta({ description: 'Codes with uses left, not deleted, that expire in that week' }),
      created: z.int(),
    }),
  ),
  operations: z.array(operationSchema).meta({ description: 'The last 8' }),
})
export type Overview = z.output<typeof overviewSchema>

export const overviewChartsSchema = z.object({
  timeline: timelineSchema,
  breakdown: breakdownSchema,
  redemptions: redemptionsBySchema,
})
export type OverviewCharts = z.output<typeof overviewChartsSchema>

/** What to do first, and what needs attention. */
export const overview = {
  get: query('The start page’s figures.', z.strictObject({}), overviewSchema),
  charts: query(
    'What `report.timeline`, `report.breakdown` and `report.redemptions` would say of all codes, for the start page’s charts.',
    z.strictObject({}),
    overviewChartsSchema,
  ),
  find: query(
    'Codes for a search box: code, recipient or e-mail starts with or contains the text. At most `limit`.',
    z.strictObject({ text: z.string().min(1).max(200), limit: z.int().min(1).max(20) }),
    z.array(
      z.object({
        id: z.int(),
        code: z.string(),
        recipient: z.string(),
        email: z.string(),
        status: statusSchema,
      }),
    ),
  ),
}
