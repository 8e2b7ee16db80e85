import { z } from 'zod'
import { typedCode } from './promo-code.ts'

/** A code that somebody typed or pasted. */
export const typedCodeSchema = z.string().max(200).overwrite(typedCode)
