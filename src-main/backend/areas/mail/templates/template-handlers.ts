import type { MailContext, MailHandlers } from '../mail-context.ts'
import { draft } from './preview.ts'
import { allTemplates, saveTemplate, templateAt } from './templates.ts'

/** How messages are worded. */
export function templateHandlers({
  parts,
  use,
}: MailContext): Pick<MailHandlers, 'templates' | 'saveTemplate' | 'preview'> {
  const { clock, emit } = parts
  return {
    templates: () => use(({ storage }) => allTemplates(storage)),
    saveTemplate: ({ content, ...place }) =>
      use(async ({ storage }) => {
        const operationId = await storage.transaction('mail.save-template', (tx) =>
          saveTemplate(tx, place, content, clock.now()),
        )
        if (operationId !== null) emit('history.onRecorded', { operationId, kind: 'save-template' })
        return { ...(await templateAt(storage, place)), operationId }
      }),
    preview: (request) => use(async (site) => (await draft(site, request)).preview),
  }
}
