import { describe, expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import type { OutboxMessage } from '#shared/contract/mail.ts'
import { useMessageActions } from '../../../../src-renderer/pages/mail/messages/use-message-actions.ts'
import { useMessages } from '../../../../src-renderer/pages/mail/messages/use-messages.ts'
import type { Tab } from '../../../../src-renderer/pages/mail/messages/tabs.ts'
import { useMail } from '../../../../src-renderer/stores/mail.ts'
import { useNotices } from '../../../../src-renderer/stores/notices.ts'
import { type Call, windowWith } from '../payments/window.ts'
import { counts, status } from './counts.ts'

interface Asked {
  states?: string[]
  text?: string
  offset: number
  limit: number
}

/** An outbox of `total` messages, the newest first; every tenth has been sent again. */
const outbox = (total: number) => (asked: Asked) => ({
  counts: counts({ failed: total }),
  status: status(),
  total,
  messages: Array.from({ length: Math.max(0, Math.min(asked.limit, total - asked.offset)) }, (_, i) => {
    const id = total - asked.offset - i
    return { id, resent: id % 10 === 0 } as OutboxMessage
  }),
})

async function listOver(total: number, tab: Tab = 'failed', text = '') {
  let now = total
  const answer = ({ method, input }: Call) => {
    if (method === 'mail.outbox') return outbox(now)(input as Asked)
    throw new Refusal('internal', { reference: '' })
  }
  const window = await windowWith(
    () => ({
      list: useMessages(
        () => tab,
        () => text,
      ),
      mail: useMail(),
    }),
    answer,
  )
  await vi.waitFor(() => expect(window.made.list.total.value).not.toBeNull())
  const asked = () =>
    window.calls.filter(({ method }) => method === 'mail.outbox').map(({ input }) => input as Asked)
  return { ...window, ...window.made, asked, become: (next: number) => (now = next) }
}

describe('the messages in sight', () => {
  it('are read once, with what lies around them, and again only beyond it', async () => {
    const { list, asked, mail } = await listOver(3000, 'queued', ' Kari ')
    expect(asked()).toEqual([{ states: ['queued', 'sending'], text: 'Kari', offset: 0, limit: 80 }])
    expect(mail.counts?.failed).toBe(3000)
    await list.look({ offset: 40, limit: 20 })
    expect(asked()).toHaveLength(1)
    await list.look({ offset: 2000, limit: 20 })
    expect(asked().at(-1)).toMatchObject({ offset: 1970, limit: 80 })
    expect(list.at(2000)?.id).toBe(1000)
    expect(list.at(0)).toBeUndefined()
  })

  it('are read again when the outbox moves, also where it became shorter', async () => {
    const { list, emit, become } = await listOver(3000)
    await list.look({ offset: 2900, limit: 20 })
    become(10)
    emit('mail.onChanged', { counts: counts({ failed: 10 }), status: status() })
    await vi.waitFor(() => expect(list.at(0)?.id).toBe(10))
    expect(list.total.value).toBe(10)
  })
})

describe('what is done with messages', () => {
  async function actionsOver(answer: (call: Call) => unknown) {
    const window = await windowWith(
      () => ({ operations: useMessageActions(), notices: useNotices(), mail: useMail() }),
      answer,
    )
    return { ...window, ...window.made }
  }

  it('sends all of a tab again but what was sent again already, and can be taken back', async () => {
    const { operations, notices, calls } = await actionsOver(({ method, input }) =>
      method === 'mail.outbox' ? outbox(1200)(input as Asked) : { operationId: 7, changed: 1080 },
    )
    expect(await operations.resendAll('failed', '')).toBe(true)
    const { ids } = calls.find(({ method }) => method === 'mail.resend')?.input as { ids: number[] }
    expect(ids).toHaveLength(1080)
    expect(ids.some((id) => id % 10 === 0)).toBe(false)
    expect(notices.current?.say().fact).toBe('1\u00a0080 meldinger lagt i kø på nytt.')
    expect(notices.current?.undo).toBe(7)
  })

  it('keeps asking about what was written to files until it is marked', async () => {
    let known = false
    const { operations, mail } = await actionsOver(() => {
      if (!known) throw new Refusal('mail.nothing-to-do', {})
      return { operationId: 8, changed: 3 }
    })
    mail.handOver = { handOver: 'h', name: 'e-post.zip', messages: 3 }
    await operations.markHandOver('h')
    expect(mail.handOver).not.toBeNull()
    known = true
    await operations.markHandOver('h')
    expect(mail.handOver).toBeNull()
  })

  it('says why an action was refused', async () => {
    const { operations, notices } = await actionsOver(() => {
      throw new Refusal('mail.nothing-to-do', {})
    })
    expect(await operations.settle({ kind: 'all', state: 'uncertain' }, true)).toBe(false)
    await vi.waitFor(() => expect(notices.current?.tone).toBe('failed'))
    expect(operations.busy.value).toBe(false)
  })
})
