import { describe, expect, it, vi } from 'vitest'
import { useMail } from '../../src-renderer/stores/mail.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { LETTER, LETTER_WITH_QR, MAIL_SETTINGS } from '../workbench/data/mail.ts'
import { pending } from '../workbench/fake-host.ts'
import { show, textOf, textsOf } from './show.ts'

const MESSAGE_PARTS = 'pages/mail/messages'
const exists = (selector: string) => document.querySelector(selector) !== null
const isDisabled = (selector: string) =>
  document.querySelector<HTMLButtonElement>(selector)?.disabled ?? 'not there'
const last = <T>(list: readonly T[] | undefined): T | undefined => list?.at(-1)
const changed = { operationId: 7, changed: 1 }
/** Presses the button with this text. */
async function pressButton(shown: Awaited<ReturnType<typeof show>>, text: string): Promise<void> {
  const found = [...document.querySelectorAll<HTMLElement>('button')].find(
    ({ textContent }) => textContent.trim() === text,
  )
  if (!found) throw new Error(`There is no button ${text}`)
  found.click()
  await shown.press()
}
const buttons = (place: string) => textsOf(`${place} .v-btn`)

describe('the list of messages', () => {
  const LIST = '[role=listbox]'
  const chosen = () => {
    const id = document.querySelector(LIST)?.getAttribute('aria-activedescendant')
    return id ? document.getElementById(id)?.getAttribute('aria-posinset') : null
  }

  it('is moved through by arrows, Home and End', async () => {
    const shown = await show(`${MESSAGE_PARTS}/MessageList/every state`)
    shown.find(LIST).focus()
    expect(chosen()).toBe('3')
    const went: unknown[] = []
    for (const key of ['ArrowDown', 'ArrowUp', 'Home', 'ArrowUp', 'End', 'ArrowDown']) {
      await shown.press(key)
      went.push(chosen())
    }
    expect(went).toEqual(['4', '3', '1', '1', '6', '6'])
    expect(document.querySelectorAll('[role=option][aria-selected=true]')).toHaveLength(1)
  })

  it('says how many there are, however few are drawn', async () => {
    await show(`${MESSAGE_PARTS}/MessageList/many`)
    const options = [...document.querySelectorAll('[role=option]')]
    expect(options).toHaveLength(20)
    expect(options.map((one) => one.getAttribute('aria-setsize'))).toContain('1000000')
  })

  it('shows the message that is chosen, and another when it is clicked', async () => {
    const shown = await show(`${MESSAGE_PARTS}/MessagesView/several`)
    await shown.appears('[data-testid=message-details]')
    await shown.click(`[role=option][aria-posinset="4"]`)
    await vi.waitFor(() => expect(last(shown.host.inputsOf('mail.message'))).toEqual({ id: 14 }))
    await vi.waitFor(() => expect(textOf('[data-testid=mail-problem] .answer')).toContain('User unknown'))
  })

  it('is narrowed by a state, which the address says, and by a recipient', async () => {
    const shown = await show(`${MESSAGE_PARTS}/MessagesView/several`)
    await shown.click('[data-tab=failed]')
    await vi.waitFor(() => expect(last(shown.host.inputsOf('mail.outbox'))?.states).toEqual(['failed']))
    expect(shown.router.currentRoute.value.query.state).toBe('failed')
    await shown.type('.search input', 'åse')
    await vi.waitFor(() => expect(last(shown.host.inputsOf('mail.outbox'))?.text).toBe('åse'))
    await shown.press('Escape')
    await vi.waitFor(() => expect(last(shown.host.inputsOf('mail.outbox'))?.text ?? '').toBe(''))
  })

  it('that is empty leads to the report', async () => {
    const shown = await show(`${MESSAGE_PARTS}/MessagesView/empty`)
    await shown.click('.alone .v-btn')
    await vi.waitFor(() => expect(shown.router.currentRoute.value.name).toBe('report'))
  })

  it('that cannot be read says why, and is read again on asking', async () => {
    const shown = await show(`${MESSAGE_PARTS}/MessagesView/failed`)
    const before = shown.host.inputsOf('mail.outbox').length
    await shown.click('[role=alert] .v-btn')
    await vi.waitFor(() => expect(shown.host.inputsOf('mail.outbox').length).toBeGreaterThan(before))
  })
})

describe('one message', () => {
  it.each([
    ['waiting', ['Mark as sent', 'Cancel the message']],
    ['sending', []],
    ['failed', ['Mark as sent', 'Send again']],
    ['sent', ['Send again']],
    ['cancelled and replaced', []],
  ])('offers what fits its state: %s', async (state, expected) => {
    await show(`${MESSAGE_PARTS}/MessageDetails/${state}`)
    expect(buttons('.head')).toEqual(expected)
  })

  it('that is uncertain asks whether it arrived, and takes either answer', async () => {
    const shown = await show(`${MESSAGE_PARTS}/MessageDetails/uncertain, long names`, {
      answers: { 'mail.settle': changed },
    })
    expect(buttons('.head')).toEqual([])
    await shown.click('[data-testid=settle] .v-btn')
    await shown.click('[data-testid=settle] .v-btn:last-child')
    expect(shown.host.inputsOf('mail.settle').map(({ arrived }) => arrived)).toEqual([true, false])
  })

  it('is sent again once, and says so with a way back', async () => {
    const shown = await show(`${MESSAGE_PARTS}/MessageDetails/failed`, {
      answers: { 'mail.resend': changed },
    })
    await pressButton(shown, 'Send again')
    expect(shown.host.inputsOf('mail.resend')).toEqual([{ ids: [14] }])
    expect(useNotices().current?.undo).toBe(7)
  })

  it('cannot be acted on twice at once', async () => {
    const shown = await show(`${MESSAGE_PARTS}/MessageDetails/waiting`, {
      answers: { 'mail.cancel': pending },
    })
    await pressButton(shown, 'Cancel the message')
    expect(isDisabled('.head .v-btn')).toBe(true)
    await pressButton(shown, 'Cancel the message')
    expect(shown.host.inputsOf('mail.cancel')).toHaveLength(1)
  })

  it('that is gone says so', async () => {
    await show(`${MESSAGE_PARTS}/MessageDetails/gone`)
    expect(textOf('.alone')).not.toBe('')
    expect(exists('[data-testid=message-details]')).toBe(false)
  })

  it('runs and loads nothing that it holds', async () => {
    const html = `<!doctype html><html><body><p onclick="document.title='gone'">Hi</p><script>document.title='gone'</script><img src="https://evil.example/x.png" onerror="document.title='gone'"><a href="javascript:document.title='gone'">x</a></body></html>`
    await show('components/send/MailLook/HTML, with a file', { props: { html } })
    expect(textOf('[data-testid=mail-html] p')).toBe('Hi')
    expect(exists('[data-testid=mail-html] :is(script, img, iframe)')).toBe(false)
    expect(exists('[data-testid=mail-html] [onclick], [data-testid=mail-html] [href^="javascript:"]')).toBe(
      false,
    )
    expect(document.title).not.toBe('gone')
  })

  it('draws its QR code again and shows no other picture', async () => {
    await show('components/send/MailLook/HTML, with a QR code')
    const { picture } = LETTER_WITH_QR
    expect(document.querySelector('[data-testid=mail-html] .qr-code')?.getAttribute('aria-label')).toBe(
      `QR-kode med adressen ${picture.link}`,
    )
  })

  it('shows the words of a picture that it does not carry', async () => {
    const { html } = LETTER_WITH_QR
    await show('components/send/MailLook/HTML, with a file', { props: { html } })
    expect(exists('[data-testid=mail-html] :is(img, svg)')).toBe(false)
    expect(textOf('[data-testid=mail-html]')).toContain('QR-kode med adressen https://')
  })

  it('has its text as text', async () => {
    await show('components/send/MailLook/text', {
      props: { text: '<b>Hi</b>\n{{ 1 + 1 }}', subject: '<i>x</i>' },
    })
    expect(document.querySelector('[data-testid=mail-text]')?.textContent).toBe('<b>Hi</b>\n{{ 1 + 1 }}')
    expect(textOf('.subject')).toBe('<i>x</i>')
    expect(exists('.look :is(b, i)')).toBe(false)
    expect(textOf('[data-testid=mail-to]')).toBe(LETTER.to)
  })
})

describe('the state of the outbox', () => {
  const STATUS = '[data-testid=outbox-status]'

  it('says how far it is while it sends, and is paused by its button', async () => {
    const shown = await show(`${MESSAGE_PARTS}/OutboxStatus/sending`)
    expect(shown.find('[role=progressbar]').getAttribute('aria-valuetext')).toBe('312 of 488')
    await shown.click('[data-testid=pause]')
    expect(shown.emitted).toEqual({ pause: [[]] })
    expect(exists('[data-testid=resume]')).toBe(false)
  })

  it('says how many go out before it sends, and warns of a service in Test', async () => {
    const shown = await show(`${MESSAGE_PARTS}/OutboxStatus/held, in Test`)
    expect(textOf('[data-testid=resume]')).toBe('Send 120 messages now')
    expect(textOf('[data-testid=in-test]')).not.toBe('')
    await shown.click('[data-testid=resume]')
    expect(shown.emitted).toEqual({ resume: [[]] })
  })

  it('says in the words of the server why it waits', async () => {
    await show(`${MESSAGE_PARTS}/OutboxStatus/waiting`)
    expect(textOf(`${STATUS} .answer`)).toBe('The server answered: 421 4.3.2 Service not available')
    expect(textOf('[data-testid=resume]')).toBe('Try now')
    expect(exists('[data-testid=in-test]')).toBe(false)
  })

  it('leads to the server where there is none', async () => {
    const shown = await show(`${MESSAGE_PARTS}/OutboxStatus/no server`)
    await shown.click(`${STATUS} a`)
    await vi.waitFor(() => expect(shown.router.currentRoute.value.params.view).toBe('server'))
  })

  it('asks for the passphrase where the password is locked', async () => {
    const shown = await show(`${MESSAGE_PARTS}/OutboxStatus/locked`, {
      answers: {
        'secrets.state': {
          seal: 'passphrase',
          locked: true,
          keychain: false,
          keychainProblem: null,
          passwords: 1,
        },
      },
    })
    await pressButton(shown, 'Unlock')
    await shown.appears('#passphrase-form')
    await shown.press('Escape')
    expect(exists('#passphrase-form')).toBe(false)
  })

  it('sends nothing while the backend is away', async () => {
    const shown = await show(`${MESSAGE_PARTS}/OutboxStatus/held, in Test`, { props: { away: true } })
    await shown.click('[data-testid=resume]')
    expect(shown.emitted).toEqual({})
  })
})

describe('all messages of a tab', () => {
  it('are cancelled together, where no search hides some of them', async () => {
    const shown = await show(`${MESSAGE_PARTS}/MessagesBar/waiting`, { answers: { 'mail.cancel': changed } })
    await shown.click('[data-testid=cancel-all]')
    expect(shown.host.inputsOf('mail.cancel')).toEqual([{ which: { kind: 'all', state: 'queued' } }])
    shown.unmount()
    await show(`${MESSAGE_PARTS}/MessagesBar/searched`)
    expect(exists('[data-testid=cancel-all]')).toBe(false)
    expect(exists('[data-testid=save-files]')).toBe(false)
  })

  it('are not sent again where there are too many, which is said', async () => {
    await show(`${MESSAGE_PARTS}/MessagesBar/too many failed`)
    expect(isDisabled('[data-testid=resend-all]')).toBe(true)
    expect(textOf('.shown')).toContain('10,000')
  })

  it('are written to files, and counted as sent only on a person’s word', async () => {
    const shown = await show(`${MESSAGE_PARTS}/MessagesBar/waiting`, {
      answers: {
        'mail.saveFiles': { operationId: 9, handOver: 'hand-over-1', messages: 120, bytes: 48_000 },
      },
    })
    await shown.click('[data-testid=save-files]')
    await shown.appears('[data-testid=save-files-zip]')
    expect(exists('[data-testid=save-files-folder]')).toBe(false)
    await shown.click('[data-testid=save-files-zip]')
    await vi.waitFor(() => expect(useMail().handOver?.messages).toBe(120))
    expect(shown.host.inputsOf('mail.saveFiles')[0]?.format).toBe('zip')
  })

  it('that were handed over are marked, or later', async () => {
    const shown = await show(`${MESSAGE_PARTS}/HandOverStrip/written`)
    await shown.click('[data-testid=hand-over] .v-btn:last-child')
    await shown.click('[data-testid=hand-over] .v-btn')
    expect(shown.emitted).toEqual({ mark: [[]], later: [[]] })
  })
})

describe('the mail server', () => {
  const VIEW = 'pages/mail/server/ServerView'
  const input = (name: string) => `[data-field=${name}] input`
  const errorAt = (name: string) => textOf(`[data-field=${name}] p[role=alert]`)

  it('is not saved while something is missing, which each field says', async () => {
    const shown = await show(`${VIEW}/not set up, tried`)
    expect(errorAt('host')).not.toBe('')
    expect(errorAt('senderAddress')).not.toBe('')
    expect(shown.host.inputsOf('mail.saveSettings')).toEqual([])
  })

  it('leads to the first field that says so, when it is saved or tried', async () => {
    const shown = await show(`${VIEW}/not set up`)
    await shown.press('Control+S')
    expect(document.activeElement).toBe(shown.find(input('host')))
    await shown.type(input('host'), 'smtp.havbris.example')
    await shown.press('Control+S')
    expect(document.activeElement).toBe(shown.find(input('senderAddress')))
  })

  it('is saved by Enter, with the stored password as it is', async () => {
    const shown = await show(`${VIEW}/saved`, {
      answers: { 'mail.saveSettings': { ...MAIL_SETTINGS, operationId: 3 } },
    })
    await shown.type(input('senderName'), 'Vestlia Konferanse')
    await shown.press('Enter')
    const [saved] = shown.host.inputsOf('mail.saveSettings')
    expect(saved?.senderName).toBe('Vestlia Konferanse')
    expect(saved).not.toHaveProperty('password')
    expect(useNotices().current?.tone).toBe('done')
  })

  it('never shows its password, and asks for it again for another server', async () => {
    const shown = await show(`${VIEW}/saved`)
    expect(exists(input('password'))).toBe(false)
    await shown.type(input('host'), 'smtp.havbris.example')
    expect(exists(input('password'))).toBe(true)
    expect(document.querySelector<HTMLInputElement>(input('password'))?.value).toBe('')
    expect(textOf('[data-field=password] .hint')).not.toBe('')
  })

  it('is tried before it is saved, and says what came of it', async () => {
    const shown = await show(`${VIEW}/checked, bad`)
    expect(shown.find('[data-testid=mail-check]').getAttribute('role')).toBe('alert')
    expect(textOf('[data-testid=mail-check] .own')).toContain('does not match certificate')
    expect(shown.host.inputsOf('mail.saveSettings')).toEqual([])
    await shown.type(input('host'), 'smtp.havbris.example')
    expect(exists('[data-testid=mail-check]')).toBe(false)
  })
})

describe('a template', () => {
  const BOX = 'pages/mail/templates/TemplateBox'

  it('says what is wrong and where, and takes the suggestion in one click', async () => {
    const shown = await show(`${BOX}/text, wrong`)
    expect(textsOf('.problems span')).toEqual([
      'Line 1, character 5: %AttendeeName needs a closing %.',
      'Line 1, character 27: %PromoCod% is not a variable.',
    ])
    expect(shown.find('textarea').getAttribute('aria-invalid')).toBe('true')
    await pressButton(shown, 'Change to %PromoCode%')
    expect(last(shown.emitted['update:modelValue'])).toEqual(['Hei %AttendeeName, her er %PromoCode%.'])
    expect(document.activeElement).toBe(shown.find('textarea'))
  })

  it('has a subject of one line', async () => {
    const shown = await show(`${BOX}/subject`)
    const field = shown.find('textarea')
    const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
    field.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(true)
  })
})
