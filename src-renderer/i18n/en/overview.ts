import { type overview as source } from '../nb/overview.ts'
import { type Shape } from '../shape.ts'

export const overview: Shape<typeof source> = {}
