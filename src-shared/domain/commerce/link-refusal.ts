import { z } from 'zod'

/** Why linking cannot keep a service's settings: it has none and the other has, or the other would leave Production. */
export const linkRefusalSchema = z.enum(['empty', 'leaves-production'])
export type LinkRefusal = z.output<typeof linkRefusalSchema>
