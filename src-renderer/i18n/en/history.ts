import { type history as source } from '../nb/history.ts'
import { type Shape } from '../shape.ts'

export const history: Shape<typeof source> = {}
