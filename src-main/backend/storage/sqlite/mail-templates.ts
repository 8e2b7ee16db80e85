import type { Language } from '#shared/preferences.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Template } from '#shared/domain/mail/template.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import type { MailTemplateChangeTable, MailTemplateTable } from './mail-schema.ts'
import { query } from './query.ts'

export interface TemplatePlace {
  readonly service: Service
  readonly language: Language
}

/** The templates that somebody worded; the others are the defaults. */
export async function readTemplates(connection: ReadConnection): Promise<MailTemplateTable[]> {
  return connection.all('mail.templates', query.selectFrom('mail_template').selectAll())
}

export async function findTemplate(
  connection: ReadConnection,
  { service, language }: TemplatePlace,
): Promise<MailTemplateTable | undefined> {
  return connection.get(
    'mail.find-template',
    query
      .selectFrom('mail_template')
      .selectAll()
      .where('service', '=', service)
      .where('language', '=', language),
  )
}

/** Null brings the default back. */
export async function writeTemplate(
  connection: WriteConnection,
  { service, language }: TemplatePlace,
  content: Template | null,
  at: number,
): Promise<void> {
  connection.run(
    'mail.write-template',
    content
      ? query
          .replaceInto('mail_template')
          .values({ service, language, subject: content.subject, text: content.text, changed_at: at })
      : query.deleteFrom('mail_template').where('service', '=', service).where('language', '=', language),
  )
}

export async function keepTemplateChange(
  connection: WriteConnection,
  change: MailTemplateChangeTable,
): Promise<void> {
  connection.run('mail.keep-template-change', query.insertInto('mail_template_change').values(change))
}

export async function findTemplateChange(
  connection: ReadConnection,
  operationId: number,
): Promise<MailTemplateChangeTable | undefined> {
  return connection.get(
    'mail.find-template-change',
    query.selectFrom('mail_template_change').selectAll().where('operation_id', '=', operationId),
  )
}
