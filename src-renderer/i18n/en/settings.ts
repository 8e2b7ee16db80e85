import { type settings as source } from '../nb/settings.ts'
import { type Shape } from '../shape.ts'

export const settings: Shape<typeof source> = {}
