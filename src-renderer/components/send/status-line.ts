import type { MailCounts, OutboxStatus } from '#shared/contract/mail.ts'
import type { Instant } from '#shared/domain/dates.ts'
import type { MailProblem } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'

/** What can be pressed beside the line; the first is the best. `resume` sends all that is queued. */
export type StatusWay = 'server' | 'unlock' | 'pause' | 'resume'

export interface StatusLine {
  readonly tone: 'good' | 'empty' | 'sending' | 'paused' | 'held' | 'waiting' | 'trouble'
  readonly fact: string
  readonly rest: string
  /** The server's own words. */
  readonly answer: string
  readonly ways: readonly StatusWay[]
}

export interface StatusTranslator {
  readonly language: Language
  readonly t: (key: string, values?: Record<string, string>, plural?: number) => string
  readonly count: (n: number) => string
  readonly time: (at: Instant) => string
}

/** Problems that the settings of the server are at fault for. */
const BY_SETTINGS: ReadonlySet<MailProblem> = new Set([
  'no-settings',
  'password-not-for-server',
  'plain-not-local',
  'host-unknown',
  'connection-refused',
  'not-smtp',
  'tls-not-spoken',
  'starttls-not-offered',
  'certificate-other-name',
  'login-required',
  'login-not-offered',
  'login-refused',
  'sender-refused',
])

/** The line above the messages. */
export function statusLine(
  counts: MailCounts,
  status: OutboxStatus,
  translator: StatusTranslator,
): StatusLine {
  const { t, count } = translator
  const waiting = counts.queued + counts.sending
  const line = (
    tone: StatusLine['tone'],
    fact: string,
    rest: string,
    ways: readonly StatusWay[] = [],
  ): StatusLine => ({ tone, fact, rest, answer: '', ways })

  if (status.doing === 'sending') {
    const { done, total } = status.progress ?? { done: 0, total: waiting }
    const values = { done: count(done), total: count(total) }
    return line('sending', t('mail.status.sending', values), t('mail.status.sendingRest'), ['pause'])
  }
  if (status.doing === 'paused') {
    const rest = t('mail.status.pausedRest', { n: count(waiting) }, waiting)
    return line('paused', t('mail.status.paused'), rest, counts.queued > 0 ? ['resume'] : [])
  }
  if (status.doing === 'held' && status.held) {
    const rest = t('mail.status.heldRest', { n: count(waiting) }, waiting)
    return line('held', t(`mail.status.held.${status.held}`), rest, counts.queued > 0 ? ['resume'] : [])
  }
  if ((status.doing === 'waiting' || status.doing === 'stopped') && waiting > 0)
    return troubled(status, translator)
  if (Object.values(counts).every((n) => n === 0))
    return line('empty', t('mail.status.empty'), t('mail.status.emptyWhat'))
  if (counts.failed + counts.uncertain > 0)
    return line('waiting', t('mail.status.rest'), t('mail.status.idleRest'))
  if (counts.cancelled > 0) return line('good', t('mail.status.idleRest'), '')
  return line('good', t('mail.status.idle'), t('mail.status.idleRest'))
}

/** What a person has to know before they send: that a service is in Test, and the messages go out all the same. */
export function testWarning(inTest: readonly Service[], { t }: Pick<StatusTranslator, 't'>): string {
  const [only] = inTest
  if (!only) return ''
  const services = t(`commerce.services.${inTest.length > 1 ? 'both' : only}`)
  return t('mail.inTest', { services }, inTest.length)
}

function troubled(status: OutboxStatus, { t, language, time }: StatusTranslator): StatusLine {
  const { problem, nextTry, doing } = status
  // A lost answer is one message's; what the others wait for is the line.
  const why = problem === 'answer-lost' ? 'connection-closed' : problem
  const words = why ? MAIL_WORDS[language].problems[why] : { fact: '', remedy: '' }
  const again = nextTry ? t('mail.status.waiting', { time: time(nextTry) }) : ''
  const answer = status.answer === '' ? '' : t('mail.status.answer', { answer: status.answer })
  if (doing === 'waiting') {
    const fact = words.fact || again
    return { tone: 'waiting', fact, rest: words.fact ? again : '', answer, ways: ['resume', 'pause'] }
  }
  const ways: StatusWay[] =
    problem === 'no-settings'
      ? ['server']
      : problem === 'secrets-locked'
        ? ['unlock']
        : problem && BY_SETTINGS.has(problem)
          ? ['server', 'resume']
          : ['resume', 'server']
  return { tone: 'trouble', fact: words.fact, rest: words.remedy, answer, ways }
}
