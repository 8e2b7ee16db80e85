import type { longWork as source } from '../../nb/window/long-work.ts'
import type { Shape } from '../../shape.ts'

export const longWork: Shape<typeof source> = {
  done: 'Done.',
  failed: 'Not completed. Open the window to see why.',
  sendingMail: 'Sending messages',
}
