import type { Outcome } from './gateway.ts'

/** What the product cannot do at all: nothing is sent. */
export const notOffered = async (): Promise<Outcome<never>> => ({
  kind: 'refused',
  code: 'type-not-supported',
  pairs: [],
})
