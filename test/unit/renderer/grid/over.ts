import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { allMessages } from '../all-messages.ts'

/** What `setup` makes in a window in Norwegian. */
export async function made<Made>(setup: () => Made): Promise<Made> {
  const kept: Made[] = []
  const app = createSSRApp({
    setup() {
      kept.push(setup())
      return () => null
    },
  })
  app.use(allMessages('nb'))
  await renderToString(app)
  const [first] = kept
  if (first === undefined) throw new Error('setup did not run')
  return first
}
