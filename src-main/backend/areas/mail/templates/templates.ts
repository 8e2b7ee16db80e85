import { Refusal } from '#shared/contract/refusal.ts'
import type { MailTemplate } from '#shared/contract/mail.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { DEFAULT_TEMPLATES } from '#shared/wording/message/default-templates.ts'
import { type Template, templateProblems } from '#shared/domain/mail/template.ts'
import { SERVICES } from '#shared/domain/services.ts'
import { languageSchema } from '#shared/preferences-schemas.ts'
import type { StoredTemplate, TemplatePlace } from '#backend/storage/mail.ts'
import type { Readers, Transaction } from '#backend/storage/storage.ts'
import type { UndoHandlers } from '#backend/storage/undo-handler.ts'

/** The template of every service and language. */
export async function allTemplates({ mail }: Pick<Readers, 'mail'>): Promise<MailTemplate[]> {
  const stored = await mail.templates()
  return SERVICES.flatMap((service) =>
    languageSchema.options.map((language) => {
      const place = { service, language }
      const found = stored.find((row) => row.service === service && row.language === language)
      return describe(place, found)
    }),
  )
}

function describe({ service, language }: TemplatePlace, found: StoredTemplate | undefined): MailTemplate {
  const { subject, text } = found ?? DEFAULT_TEMPLATES[service][language]
  return {
    service,
    language,
    subject,
    text,
    isDefault: found === undefined,
    changedAt: found ? instantOf(found.changedAt) : null,
  }
}

export async function templateAt(
  { mail }: Pick<Readers, 'mail'>,
  place: TemplatePlace,
): Promise<MailTemplate> {
  return describe(place, await mail.findTemplate(place))
}

/**
 * Saves a template, or brings the default back, as one operation; answers with its number, or null where nothing
 * differs.
 * @throws Refusal 'mail.template-refused'
 */
export async function saveTemplate(
  tx: Transaction,
  place: TemplatePlace,
  content: Template | null,
  at: number,
): Promise<number | null> {
  const problems = content ? templateProblems(content) : []
  if (problems.length > 0) throw new Refusal('mail.template-refused', { problems })
  const before = await tx.mail.findTemplate(place)
  const after = content && isDefault(place, content) ? null : content
  if (before?.subject === after?.subject && before?.text === after?.text) return null
  const details = { kind: 'save-template', ...place, isDefault: after === null } as const
  const operationId = await tx.operations.record({ at, details })
  const { service, language } = place
  await tx.mail.keepTemplateChange({
    operationId,
    service,
    language,
    before: asJson(before),
    after: asJson(after),
  })
  await tx.mail.writeTemplate(place, after, at)
  return operationId
}

const isDefault = ({ service, language }: TemplatePlace, { subject, text }: Template): boolean => {
  const usual = DEFAULT_TEMPLATES[service][language]
  return usual.subject === subject && usual.text === text
}

const asJson = (template: Template | null | undefined): string | null =>
  template ? JSON.stringify({ subject: template.subject, text: template.text }) : null

/**
 * Puts back what a template said before, or says it again.
 * @throws Refusal 'history.changed-since'
 */
async function revertTemplate(
  tx: Transaction,
  { operationId, direction, at }: { operationId: number; direction: 'undo' | 'redo'; at: number },
): Promise<number> {
  const change = await tx.mail.findTemplateChange(operationId)
  if (!change) throw new Refusal('history.not-undoable', { operationId })
  const [from, to] = direction === 'undo' ? [change.after, change.before] : [change.before, change.after]
  const { service, language } = change
  const now = asJson(await tx.mail.findTemplate({ service, language }))
  if (now !== from) throw new Refusal('history.changed-since', { count: 1, examples: [service] })
  await tx.mail.writeTemplate({ service, language }, to === null ? null : parsed(to), at)
  return 1
}

export const templateUndoHandlers: UndoHandlers<'save-template'> = {
  'save-template': {
    revert: revertTemplate,
    written: ({ service, language }) => ({ places: [`${service} (${language})`] }),
    announces: [],
  },
}

const parsed = (text: string): Template => {
  const { subject, text: body } = JSON.parse(text) as Template
  return { subject, text: body }
}
