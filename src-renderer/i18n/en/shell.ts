import { type shell as source } from '../nb/shell.ts'
import { type Shape } from '../shape.ts'

export const shell: Shape<typeof source> = {}
