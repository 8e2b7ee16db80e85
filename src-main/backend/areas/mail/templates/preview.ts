import { Refusal } from '#shared/contract/refusal.ts'
import type { MailPreview, PreviewFor } from '#shared/contract/mail.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { localPart } from '#shared/domain/email-address.ts'
import type { MessageCode, MessageContent } from '#shared/wording/message/message-values.ts'
import { renderMessage, type Rendered } from '#shared/wording/message/render.ts'
import { type Template, templateProblems } from '#shared/domain/mail/template.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { isUsable } from '#backend/storage/mail-codes.ts'
import type { TemplatePlace } from '#backend/storage/mail.ts'
import { asShown } from '../message/as-shown.ts'
import type { Sender } from '../message/compose.ts'
import { emptyVariables, wordingOf } from '../queue/wording.ts'
import { senderOf } from '../sending/server.ts'

export interface PreviewRequest extends TemplatePlace {
  readonly content?: Template | undefined
  readonly for: PreviewFor
}

/** Whose message it is. */
interface Recipient {
  readonly name: string
  readonly email: string
  readonly codes: readonly MessageCode[]
  readonly codeId: number | null
  readonly madeUp: boolean
}

/** A message that is ready, before it is anybody's. */
export interface Drafted {
  readonly content: MessageContent
  readonly sender: Sender | null
  readonly preview: MailPreview
}

const NOTHING: Rendered = { subject: '', text: '', html: '', picture: null, attachment: null }

/** @throws Refusal 'report.unknown-code', 'report.unknown-result-set' */
export async function draft(site: OpenSite, request: PreviewRequest): Promise<Drafted> {
  const { storage } = site
  const wording = await wordingOf(storage, request, request.content)
  const problems = templateProblems(wording)
  const recipient = await recipientFor(site, request)
  const settings = await storage.mail.settings()
  const sender = settings ? senderOf(settings) : null
  const content = { ...wording, template: wording, name: recipient.name, codes: recipient.codes }
  const preview = {
    problems,
    madeUp: recipient.madeUp,
    codeId: recipient.codeId,
    codes: recipient.codes.length,
    from: sender ? asShown(sender) : '',
    to: asShown({ name: recipient.name, address: recipient.email }),
    ...(problems.length > 0 ? NOTHING : renderMessage(content)),
    empty: emptyVariables(wording),
  }
  return { content, sender, preview }
}

async function recipientFor(site: OpenSite, request: PreviewRequest): Promise<Recipient> {
  const { for: whose } = request
  const { today } = await site.time()
  if (whose.kind === 'several-codes') return madeUp(request, today, 3)
  if (whose.kind === 'code') return recipientOf(site, whose.id, today)
  const set = whose.resultSet === undefined ? undefined : site.resultSets.get(whose.resultSet)
  const found = await site.storage.mail.findSample(whose.kind, request.service, set)
  return found === null ? madeUp(request, today, 1) : recipientOf(site, found, today)
}

/** @throws Refusal 'report.unknown-code' */
async function recipientOf({ storage }: OpenSite, id: number, today: IsoDate): Promise<Recipient> {
  const beside = await storage.mail.codesBeside(id)
  const asked = beside.find((code) => code.id === id)
  if (!asked) throw new Refusal('report.unknown-code', { id })
  const good = beside.filter((code) => isUsable(code, today))
  return {
    name: asked.name,
    email: asked.email,
    // A code that no longer works is shown all the same: it is what was asked for.
    codes: good.length > 0 ? good : [asked],
    codeId: id,
    madeUp: false,
  }
}

const LONG_NAME = 'Stiftelsen Nordvestlandets Regnskaps- og Revisjonsforening for Samvirkeforetak AS'
const CODES = ['K7M4QX2PZN', 'T9WDRH3VBC', 'G5YJX8LQME']

function madeUp({ for: whose, language }: PreviewRequest, today: IsoDate, count: number): Recipient {
  const { name, email } = MAIL_WORDS[language].sample
  const shown = whose.kind === 'longest-name' ? LONG_NAME : whose.kind === 'no-name' ? localPart(email) : name
  return {
    name: shown,
    email,
    codes: CODES.slice(0, count).map((code) => ({
      code,
      discount: { kind: 'percent', hundredths: 2500 },
      appliesTo: 'everything',
      expires: addDays(today, 90),
    })),
    codeId: null,
    madeUp: true,
  }
}
