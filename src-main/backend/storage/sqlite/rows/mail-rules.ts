import { z } from 'zod'
import { mail, mailAttemptSchema } from '#shared/contract/mail.ts'
import { siteSettings } from '#shared/contract/site-settings.ts'
import { LIMITS } from '#shared/domain/commerce/settings.ts'
import { mailProblemSchema, messageStateSchema } from '#shared/domain/mail/message-states.ts'
import { type Template, TEMPLATE_LIMITS, templateProblems } from '#shared/domain/mail/template.ts'
import { MAX_PROMO_LINK } from '#shared/domain/promo-link.ts'
import { appliesToSchema, serviceSchema } from '#shared/domain/service-schemas.ts'
import { languageSchema } from '#shared/preferences-schemas.ts'
import type {
  MailAttemptTable,
  MailChangeTable,
  MailCodeHomeTable,
  MailMessageCodeTable,
  MailMessageTable,
  MailSettingsTable,
  MailTemplateChangeTable,
  MailTemplateTable,
  MailWordingTable,
} from '../../sql/mail-schema.ts'
import { address, codeText, day, discountColumns, discountTogether, name, sortKey } from './code-rules.ts'
import {
  type ColumnRules,
  count,
  flag,
  id,
  json,
  moment,
  optional,
  tableRules,
  text,
  type Together,
  whole,
  word,
} from './column-rules.ts'
import { secret } from './commerce-rules.ts'

const place: ColumnRules<Pick<MailTemplateTable, 'service' | 'language'>> = {
  service: word(serviceSchema),
  language: word(languageSchema),
}
const template: ColumnRules<Template> = {
  subject: text(TEMPLATE_LIMITS.subject),
  text: text(TEMPLATE_LIMITS.text),
}
const isGood = (content: Template): boolean => templateProblems(content).length === 0
const templateTogether = { columns: ['subject', 'text'], fits: isGood } as const satisfies Together<Template>

export const templateRules = tableRules<MailTemplateTable>({
  columns: { ...place, ...template, changed_at: moment },
  together: [templateTogether],
})

const kept = optional(
  json(
    4 * TEMPLATE_LIMITS.text,
    z
      .object({ subject: template.subject.schema, text: template.text.schema })
      .refine((content) => isGood(content as Template)),
  ),
)
export const templateChangeRules = tableRules<MailTemplateChangeTable>({
  columns: { operation_id: id, ...place, before: kept, after: kept },
})

const asked = mail.saveSettings.input.shape

export const mailSettingsRules = tableRules<MailSettingsTable>({
  columns: {
    id: whole(z.literal(1)),
    host: text(253, asked.host),
    port: whole(asked.port),
    security: word(asked.security),
    user_name: text(254, asked.userName),
    password: optional(secret),
    sender_name: text(127, asked.senderName),
    sender_address: text(254, asked.senderAddress),
    reply_to: text(254, asked.replyTo),
    per_minute: whole(asked.perMinute),
    changed_at: moment,
  },
})

export const wordingRules = tableRules<MailWordingTable>({
  columns: {
    id,
    ...place,
    ...template,
    merchant: text(LIMITS.merchantName),
    support: text(LIMITS.support),
    promo_link: text(MAX_PROMO_LINK, siteSettings.promoLink.accepts),
  },
  together: [templateTogether],
})

/** The server's own words, shortened. */
const answer = text(1000)
const problem = optional(word(mailProblemSchema))

export const messageRules = tableRules<MailMessageTable>({
  columns: {
    id,
    operation_id: id,
    batch_id: id,
    wording_id: id,
    name,
    address,
    address_key: sortKey,
    // A header that this is written into holds nothing else.
    message_id: text(400, z.string().regex(/^[^\s<>@]+@[^\s<>@]+$/)),
    resend_of: optional(id),
    state: word(messageStateSchema),
    queued_at: moment,
    state_at: moment,
    next_try: moment,
    tries: count,
    problem,
    answer,
    divided: flag,
  },
  misfits: ['resend_of >= id'],
})

export const messageCodeRules = tableRules<MailMessageCodeTable>({
  columns: {
    code_id: id,
    message_id: id,
    code: codeText,
    ...discountColumns,
    applies_to: word(appliesToSchema),
    expires: day,
  },
  together: [discountTogether],
})

export const attemptRules = tableRules<MailAttemptTable>({
  columns: {
    message_id: id,
    number: id,
    at: moment,
    ended_at: optional(moment),
    end: word(mailAttemptSchema.shape.end),
    problem,
    answer,
    name: optional(name),
    address: optional(address),
  },
})

export const codeHomeRules = tableRules<MailCodeHomeTable>({ columns: { code_id: id, message_id: id } })

export const mailChangeRules = tableRules<MailChangeTable>({ columns: { operation_id: id, message_id: id } })
