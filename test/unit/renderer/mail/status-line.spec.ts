import { describe, expect, it } from 'vitest'
import type { MailCounts, OutboxStatus } from '#shared/contract/mail.ts'
import { heldReasonSchema } from '#shared/domain/mail/message-states.ts'
import type { Instant } from '#shared/domain/dates.ts'
import { badgeOf } from '../../../../src-renderer/components/shell/navigation-marks.ts'
import { statusLine, testWarning } from '../../../../src-renderer/components/send/status-line.ts'
import { countOfTab, statesOf, tabOf } from '../../../../src-renderer/pages/mail/messages/tabs.ts'
import { mailAsks } from '../../../../src-renderer/pages/overview/mail-asks.ts'
import { translatorOf } from '../translator.ts'
import { counts, status } from './counts.ts'

const translator = { ...translatorOf('nb'), language: 'nb' as const, time: () => 'kl. 10.02' }
const line = (some: Partial<MailCounts>, now: Partial<OutboxStatus> = {}) =>
  statusLine(counts(some), status(now), translator)
const LATER = '2026-03-12T09:02:00.000Z' as Instant

describe('the line above the messages', () => {
  it('says what an outbox at rest is, and that something was not sent', () => {
    expect(line({})).toMatchObject({ tone: 'empty', fact: 'Utboksen er tom.', ways: [] })
    expect(line({ sent: 3 })).toMatchObject({ tone: 'good', fact: 'Alt er sendt.' })
    expect(line({ sent: 3, failed: 1 })).toMatchObject({
      tone: 'waiting',
      fact: 'Noen meldinger ble ikke sendt.',
    })
  })

  it('counts what is being sent, which can be paused, and goes on from there', () => {
    const sending = { doing: 'sending' as const, progress: { done: 312, total: 1488 } }
    expect(line({ queued: 1175, sending: 1 }, sending)).toMatchObject({
      tone: 'sending',
      fact: 'Sender 312 av 1\u00a0488',
      ways: ['pause'],
    })
    expect(line({ queued: 2 }, { doing: 'paused' })).toMatchObject({
      rest: '2 meldinger venter.',
      ways: ['resume'],
    })
    expect(line({}, { doing: 'paused' })).toMatchObject({ rest: 'Ingen meldinger venter.', ways: [] })
  })

  it('says why it is held, and how many go out only once a person chooses to', () => {
    const held = (reason: OutboxStatus['held']) => line({ queued: 100 }, { doing: 'held', held: reason })
    expect(held('server-changed')).toEqual({
      tone: 'held',
      fact: 'E-postserveren er lagret.',
      rest: '100 meldinger venter og sendes ikke før du velger det.',
      answer: '',
      ways: ['resume'],
    })
    const facts = heldReasonSchema.options.map((reason) => held(reason).fact)
    expect(new Set(facts).size).toBe(facts.length)
    expect(facts.filter((fact) => fact.startsWith('mail.'))).toEqual([])
    // What is still on its way is not sent again.
    expect(line({ sending: 1 }, { doing: 'held', held: 'opened' }).ways).toEqual([])
  })

  it('warns where services are in Test', () => {
    expect(testWarning([], translator)).toBe('')
    expect(testWarning(['training'], translator)).toBe(
      'Webex Training er i test, men meldingene går til mottakernes virkelige adresser.',
    )
    expect(testWarning(['events', 'training'], translatorOf('en'))).toBe(
      'Webex Events and Webex Training are in test, but the messages go to the recipients’ real addresses.',
    )
  })

  it('says why it waits, when it tries again, and what the server said', () => {
    const now = {
      doing: 'waiting' as const,
      problem: 'server-busy' as const,
      answer: '421 4.3.2 Busy',
      nextTry: LATER,
    }
    expect(line({ queued: 1 }, now)).toEqual({
      tone: 'waiting',
      fact: 'Serveren tar ikke imot e-post akkurat nå.',
      rest: 'Prøver igjen kl. 10.02.',
      answer: 'Serveren svarte: 421 4.3.2 Busy',
      ways: ['resume', 'pause'],
    })
  })

  it('does not promise to send again what may have arrived', () => {
    const now = { doing: 'waiting' as const, problem: 'answer-lost' as const, nextTry: LATER }
    expect(line({ queued: 1, uncertain: 1 }, now).fact).toBe('Serveren brøt forbindelsen.')
  })

  it('offers first what helps', () => {
    const stopped = (problem: OutboxStatus['problem']) =>
      line({ queued: 1 }, { doing: 'stopped', problem }).ways
    expect(stopped('no-settings')).toEqual(['server'])
    expect(stopped('secrets-locked')).toEqual(['unlock'])
    expect(stopped('login-refused')).toEqual(['server', 'resume'])
    expect(stopped('certificate-expired')).toEqual(['resume', 'server'])
  })
})

describe('tabs, the badge and the overview', () => {
  const some = counts({ queued: 4, sending: 1, sent: 7, failed: 2, uncertain: 1 })

  it('counts what is being sent among what waits', () => {
    expect(countOfTab('queued', some)).toBe(5)
    expect(countOfTab('all', some)).toBe(15)
    expect(statesOf('all')).toBeUndefined()
    expect(tabOf('failed')).toBe('failed')
    expect(tabOf(['x'])).toBe('all')
  })

  it('has a badge of what asks for a person, or else of what waits, at the outbox alone', () => {
    const badges = (needAnswer: number, waiting: number) =>
      (['overview', 'outbox', 'history'] as const)
        .map((page) => badgeOf({ page }, { needAnswer, waiting }))
        .filter((badge) => badge !== null)
    expect(badges(2, 5)).toEqual([{ n: 2, asks: true }])
    expect(badges(0, 5)).toEqual([{ n: 5, asks: false }])
    expect(badges(0, 0)).toEqual([])
  })

  it('asks on the overview for what only a person can bring further', () => {
    const kinds = (now: Partial<OutboxStatus>) => mailAsks(some, status(now)).map(({ kind, n }) => [kind, n])
    expect(kinds({ doing: 'sending' })).toEqual([
      ['uncertain', 1],
      ['failed', 2],
    ])
    expect(kinds({ doing: 'stopped', problem: 'no-settings' }).at(-1)).toEqual(['stopped', 5])
    expect(kinds({ doing: 'held', held: 'opened' }).at(-1)).toEqual(['stopped', 5])
    expect(mailAsks(counts({ sent: 9 }), status())).toEqual([])
    expect(mailAsks(null, null)).toEqual([])
  })
})
