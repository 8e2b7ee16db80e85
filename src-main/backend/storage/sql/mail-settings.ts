import type { MailReader, MailWriter } from '../mail.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from './query.ts'

const SETTINGS = query
  .selectFrom('mail_settings')
  .select([
    'host',
    'port',
    'security',
    'user_name as userName',
    'password',
    'sender_name as senderName',
    'sender_address as senderAddress',
    'reply_to as replyTo',
    'per_minute as perMinute',
    'changed_at as changedAt',
  ])
const TEMPLATES = query
  .selectFrom('mail_template')
  .select(['service', 'language', 'subject', 'text', 'changed_at as changedAt'])
const TEMPLATE_CHANGES = query
  .selectFrom('mail_template_change')
  .select(['operation_id as operationId', 'service', 'language', 'before', 'after'])

export const mailSettingsReader = (
  connection: ReadConnection,
): Pick<MailReader, 'settings' | 'templates' | 'findTemplate' | 'findTemplateChange'> => ({
  async settings() {
    return await connection.get('mail.settings', SETTINGS)
  },
  async templates() {
    return await connection.all('mail.templates', TEMPLATES)
  },
  async findTemplate({ service, language }) {
    const one = TEMPLATES.where('service', '=', service).where('language', '=', language)
    return await connection.get('mail.find-template', one)
  },
  async findTemplateChange(operationId) {
    return await connection.get(
      'mail.find-template-change',
      TEMPLATE_CHANGES.where('operation_id', '=', operationId),
    )
  },
})

export const mailSettingsWriter = (
  connection: WriteConnection,
): Pick<MailWriter, 'writeSettings' | 'dropUnusedSecrets' | 'writeTemplate' | 'keepTemplateChange'> => ({
  async writeSettings(settings) {
    const values = {
      host: settings.host,
      port: settings.port,
      security: settings.security,
      user_name: settings.userName,
      password: settings.password,
      sender_name: settings.senderName,
      sender_address: settings.senderAddress,
      reply_to: settings.replyTo,
      per_minute: settings.perMinute,
      changed_at: settings.changedAt,
    }
    await connection.run(
      'mail.write-settings',
      query
        .insertInto('mail_settings')
        .values({ id: 1, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values)),
    )
  },
  async dropUnusedSecrets(prefix) {
    const used = query
      .selectFrom('mail_settings')
      .select('password')
      .where('password', 'is not', null)
      .$castTo<{ name: string }>()
    await connection.erase(
      'mail.drop-unused',
      query.deleteFrom('secret').where('name', 'like', `${prefix}%`).where('name', 'not in', used),
    )
  },
  async writeTemplate({ service, language }, content, at) {
    const values = content && { subject: content.subject, text: content.text, changed_at: at }
    await connection.run(
      'mail.write-template',
      values
        ? query
            .insertInto('mail_template')
            .values({ service, language, ...values })
            .onConflict((conflict) => conflict.columns(['service', 'language']).doUpdateSet(values))
        : query.deleteFrom('mail_template').where('service', '=', service).where('language', '=', language),
    )
  },
  async keepTemplateChange({ operationId, ...change }) {
    await connection.run(
      'mail.keep-template-change',
      query.insertInto('mail_template_change').values({ operation_id: operationId, ...change }),
    )
  },
})
