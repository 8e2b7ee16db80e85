import { type create as source } from '../nb/create.ts'
import { type Shape } from '../shape.ts'

export const create: Shape<typeof source> = {}
