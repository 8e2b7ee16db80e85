import { type report as source } from '../nb/report.ts'
import { type Shape } from '../shape.ts'

export const report: Shape<typeof source> = {}
