import { describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { Refusal } from '#shared/contract/refusal.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { useSheets } from '../../src-renderer/stores/sheets.ts'
import { useSecrets } from '../../src-renderer/stores/secrets.ts'
import { sinceFirstLook } from '../workbench/data/history.ts'
import { backup } from '../workbench/data/backups.ts'
import { SITE } from '../workbench/data/site.ts'
import { pending } from '../workbench/fake-host.ts'
import type { MountedStory } from '../workbench/mount-story.ts'
import { show, textOf, textsOf } from './show.ts'

const PRIMARY = '.actions .v-btn:last-child'
const SUBMIT = '[form=passphrase-form]'
const dialog = () => document.querySelector<HTMLElement>('.dialog')
const isDisabled = (selector: string) =>
  document.querySelector<HTMLButtonElement>(selector)?.disabled ?? 'not there'
/** Puts a text into the `n`th field of the dialog. */
async function fill(shown: MountedStory, n: number, text: string): Promise<void> {
  const field = document.querySelectorAll<HTMLInputElement>('.dialog input:not([type=checkbox])')[n]
  if (!field) throw new Error(`The dialog has no field ${n}`)
  await shown.type(`#${field.id}`, text)
}
/** Vuetify's own fields have one more, which is empty. */
const errors = () => textsOf('p[role=alert]')
const UNLOCKED = {
  seal: 'passphrase',
  locked: false,
  keychain: false,
  keychainProblem: null,
  passwords: 2,
} as const
const notice = () => useNotices().current?.say()

describe('a dialog', () => {
  it('is named by its title, and takes the focus', async () => {
    const shown = await show('components/AppDialog/open')
    const id = shown.find('[role=dialog]').getAttribute('aria-labelledby') ?? ''
    expect(document.getElementById(id)?.textContent).toBe('Delete 21 codes')
    await vi.waitFor(() => expect(shown.find('[role=dialog]').contains(document.activeElement)).toBe(true))
  })

  it('is closed by Escape', async () => {
    const shown = await show('components/AppDialog/open')
    await shown.press('Escape')
    expect(shown.emitted['update:modelValue']).toEqual([[false]])
    await vi.waitFor(() => expect(dialog()).toBeNull())
  })

  it('is closed by Escape before any timer has run since it was opened', async () => {
    await show('components/shell/AppSheets/closed')
    const sheets = useSheets()
    // After Vuetify's own, by which a closed dialog learns that it is not on top.
    await new Promise((resolve) => setTimeout(resolve))
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      sheets.keys = true
      while (dialog() === null) await nextTick()
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
      expect(sheets.keys).toBe(false)
    } finally {
      vi.useRealTimers()
    }
  })

  it('leaves Escape to the help that is open above it', async () => {
    const shown = await show('pages/commerce/ServicesDialog/open')
    const help = shown.find('.dialog [aria-haspopup]')
    help.focus()
    await shown.press('Enter')
    await vi.waitFor(() => expect(help.getAttribute('aria-expanded')).toBe('true'))
    await shown.press('Escape')
    await vi.waitFor(() => expect(help.getAttribute('aria-expanded')).toBe('false'))
    expect(shown.emitted['close']).toBeUndefined()
    await shown.press('Escape')
    expect(shown.emitted['close']).toEqual([[]])
  })

  it('is not closed by Escape or a click beside it while it must be answered', async () => {
    const shown = await show('components/AppDialog/open', { props: { persistent: true } })
    await shown.press('Escape')
    await shown.click('.v-overlay__scrim')
    expect(shown.emitted['update:modelValue']).toBeUndefined()
    expect(dialog()).not.toBeNull()
  })

  it.each([
    ['Escape', (shown: MountedStory) => shown.press('Escape')],
    ['Cancel', (shown: MountedStory) => shown.click('.actions .v-btn')],
  ])('gives the focus back to the button that opened it, after %s', async (_, close) => {
    const shown = await show('components/secrets/SecretsCard/open')
    const opener = shown.find('.buttons button')
    opener.focus()
    await shown.press('Enter')
    await shown.appears('#passphrase-form')
    expect(document.activeElement?.tagName).toBe('INPUT')
    await close(shown)
    expect(document.querySelector('#passphrase-form')).toBeNull()
    await vi.waitFor(() => expect(document.activeElement).toBe(opener))
  })

  it('of one kind only is open at a time', async () => {
    const shown = await show('components/secrets/SecretsCard/locked')
    await shown.click('.buttons button:last-child')
    expect(textsOf('.dialog h2')).toEqual(['Remove the passphrase?'])
    await shown.press('Escape')
    await shown.click('.buttons button')
    expect(textsOf('.dialog h2')).toEqual(['The passwords are locked'])
  })

  it.each(['components/shell/KeysSheet/open', 'components/shell/AboutDialog/open'])(
    '%s is closed by its button',
    async (id) => {
      const shown = await show(id)
      await shown.click(PRIMARY)
      expect(shown.emitted['update:modelValue']).toEqual([[false]])
    },
  )
})

describe('choosing a passphrase', () => {
  const choose = (answers = {}) => show('components/secrets/PassphraseDialog/choose', { answers })
  const ANSWER = {
    seal: 'passphrase',
    locked: false,
    keychain: false,
    keychainProblem: null,
    passwords: 0,
    operationId: 4,
  }

  it('says that one is too short, and stores nothing', async () => {
    const shown = await choose()
    await fill(shown, 0, 'kort')
    await shown.press('Enter')
    expect(errors()).toEqual(['The passphrase has 4 characters. Enter at least 12.'])
    expect(shown.host.inputsOf('secrets.setPassphrase')).toEqual([])
  })

  it('says at the second field that the two differ', async () => {
    const shown = await choose()
    await fill(shown, 0, 'four words in a row')
    await fill(shown, 1, 'four words in a rov')
    await shown.click(SUBMIT)
    expect(errors()).toEqual(['The two are not the same.'])
    expect(document.querySelectorAll('.dialog input')[1]?.getAttribute('aria-invalid')).toBe('true')
    expect(shown.host.inputsOf('secrets.setPassphrase')).toEqual([])
  })

  it('stores it by Enter, and goes on', async () => {
    const shown = await choose({ 'secrets.setPassphrase': ANSWER })
    await fill(shown, 0, 'four words in a row')
    await fill(shown, 1, 'four words in a row')
    await shown.press('Enter')
    expect(shown.host.inputsOf('secrets.setPassphrase')).toEqual([{ passphrase: 'four words in a row' }])
    expect(shown.emitted.ready).toEqual([[]])
    expect(notice()?.fact).toBe('The passphrase is chosen.')
  })

  it('hides what is typed until the eye is pressed', async () => {
    const shown = await choose()
    const types = () =>
      [...document.querySelectorAll<HTMLInputElement>('.dialog input')].map(({ type }) => type)
    expect(types()).toEqual(['password', 'password'])
    await shown.click('.eye')
    expect(types()).toEqual(['text', 'password'])
    await shown.click('.eye')
    expect(types()).toEqual(['password', 'password'])
  })
})

describe('unlocking by a passphrase', () => {
  it('says that nothing was typed', async () => {
    const shown = await show('components/secrets/PassphraseDialog/nothing typed')
    expect(errors()).toEqual(['Enter the passphrase.'])
    expect(shown.host.inputsOf('secrets.unlock')).toEqual([])
  })

  it('says that it is wrong and stays open, until another is typed', async () => {
    let answer: unknown = new Refusal('secrets.wrong-passphrase', {})
    const shown = await show('components/secrets/PassphraseDialog/unlock', {
      answers: { 'secrets.unlock': () => answer as never },
    })
    await fill(shown, 0, 'not this')
    await shown.press('Enter')
    expect(errors()).toEqual(['The passphrase is not right. Capital and small letters count.'])
    expect(shown.emitted.ready).toBeUndefined()
    answer = UNLOCKED
    await fill(shown, 0, 'but this')
    await shown.press('Enter')
    expect(shown.emitted.ready).toEqual([[]])
    expect(errors()).toEqual([])
    expect(useSecrets().state?.locked).toBe(false)
  })

  it('asks once, however often Enter is pressed', async () => {
    const shown = await show('components/secrets/PassphraseDialog/unlock', {
      answers: { 'secrets.unlock': pending },
    })
    await fill(shown, 0, 'four words in a row')
    await shown.press('Enter', 'Enter')
    await shown.click(SUBMIT)
    expect(shown.host.inputsOf('secrets.unlock')).toHaveLength(1)
    expect(isDisabled(SUBMIT)).toBe(true)
  })

  it('needs both passphrases for a change', async () => {
    const shown = await show('components/secrets/PassphraseDialog/change', {
      answers: {
        'secrets.changePassphrase': { ...UNLOCKED, operationId: 4 },
      },
    })
    await fill(shown, 1, 'four words in a row')
    await fill(shown, 2, 'four words in a row')
    await shown.press('Enter')
    expect(errors()).toEqual(['Enter the passphrase.'])
    await fill(shown, 0, 'the old one')
    await shown.press('Enter')
    expect(shown.host.inputsOf('secrets.changePassphrase')).toEqual([
      { current: 'the old one', next: 'four words in a row' },
    ])
  })

  it('has no field where the keychain has to be unlocked', async () => {
    const shown = await show('components/secrets/PassphraseDialog/locked, by the keychain', {
      answers: {
        'secrets.unlock': {
          seal: 'keychain',
          locked: false,
          keychain: true,
          keychainProblem: null,
          passwords: 2,
        },
      },
    })
    expect(document.querySelector('.dialog input')).toBeNull()
    await shown.click(SUBMIT)
    expect(shown.host.inputsOf('secrets.unlock')).toEqual([{}])
    expect(shown.emitted.ready).toEqual([[]])
  })

  it('opens the application by Enter on the first screen', async () => {
    const shown = await show('components/secrets/UnlockScreen/wrong passphrase')
    expect(errors()).toEqual(['The passphrase is not right. Capital and small letters count.'])
    shown.host.answer({ 'secrets.unlock': UNLOCKED })
    await shown.type('input', 'but this')
    await shown.press('Enter')
    expect(shown.host.inputsOf('secrets.unlock').at(-1)).toEqual({ passphrase: 'but this' })
    expect(useSecrets().asks).toBe(false)
  })

  it('lets a person go on without', async () => {
    const shown = await show('components/secrets/UnlockScreen/asking')
    expect(useSecrets().asks).toBe(true)
    await shown.click('.ways .v-btn:nth-child(2)')
    expect(useSecrets().asks).toBe(false)
    expect(shown.host.inputsOf('secrets.unlock')).toEqual([])
  })
})

describe('giving up a passphrase', () => {
  it('says how many passwords go, and does it for that number only', async () => {
    const shown = await show('components/secrets/ForgetDialog/several', {
      answers: {
        'secrets.forget': {
          operationId: 5,
          forgotten: 2,
          state: { seal: null, locked: false, keychain: false, keychainProblem: null, passwords: 0 },
        },
      },
    })
    expect(textOf('.dialog .content')).toContain('2 stored passwords are removed')
    await shown.click(PRIMARY)
    expect(shown.host.inputsOf('secrets.forget')).toEqual([{ expect: 2 }])
    expect(shown.emitted.close).toEqual([[]])
  })

  it('counts again where the number was another', async () => {
    const shown = await show('components/secrets/ForgetDialog/several', {
      answers: { 'secrets.forget': new Refusal('secrets.count-moved', { planned: 2, now: 3 }) },
    })
    shown.host.answer({
      'secrets.state': {
        seal: 'passphrase',
        locked: true,
        keychain: false,
        keychainProblem: null,
        passwords: 3,
      },
    })
    await shown.click(PRIMARY)
    expect(shown.emitted.close).toBeUndefined()
    expect(textOf('.dialog .content')).toContain('3 stored passwords are removed')
    expect(useNotices().current?.tone).toBe('failed')
  })
})

describe('a keychain that does not open the passwords', () => {
  const FORGOTTEN = {
    operationId: 5,
    forgotten: 2,
    state: { seal: null, locked: false, keychain: true, keychainProblem: null, passwords: 0 },
  } as const

  it('is said at the start, with what can be done, and the rest works without', async () => {
    const shown = await show('components/secrets/KeychainScreen/other')
    expect(useSecrets().asks).toBe(true)
    expect(textOf('h1')).toBe('The passwords cannot be opened here')
    expect(textOf('.screen')).toContain('another keychain than the one on this computer')
    expect(textOf('.screen')).not.toContain('passphrase')
    await shown.click('.ways .v-btn:nth-child(2)')
    expect(useSecrets().asks).toBe(false)
  })

  it('is tried again, and the state is read again where it still refuses', async () => {
    const shown = await show('components/secrets/KeychainScreen/missing', {
      answers: { 'secrets.unlock': new Refusal('secrets.keychain-unavailable', {}) },
    })
    shown.host.answer({
      'secrets.state': {
        seal: 'keychain',
        locked: true,
        keychain: true,
        keychainProblem: 'other',
        passwords: 2,
      },
    })
    await shown.click('.ways .v-btn:nth-child(1)')
    expect(shown.host.inputsOf('secrets.unlock')).toEqual([{}])
    expect(textOf('.screen')).toContain('another keychain than the one on this computer')
  })

  it.each([
    ['keychain', 1, ['backups']],
    ['passphrase', 2, ['passphrase', 'backups']],
  ])('has its passwords removed, and new ones protected by the %s', async (_by, choice, offered) => {
    const shown = await show('components/secrets/ForgetDialog/another keychain', {
      answers: { 'secrets.forget': FORGOTTEN },
    })
    expect(textOf('.dialog .content')).toContain('Older backups still contain the passwords')
    await shown.click(`.dialog [role=radio]:nth-child(${choice})`)
    await shown.click(PRIMARY)
    expect(shown.host.inputsOf('secrets.forget')).toEqual([{ expect: 2 }])
    expect(useSecrets().offered).toEqual(offered)
  })

  it('can be given up where a password is being stored', async () => {
    const shown = await show('components/secrets/PassphraseDialog/another keychain')
    expect(textOf('.dialog .content')).toContain('another keychain than the one on this computer')
    await shown.click('.dialog .v-btn:nth-child(1)')
    expect(document.querySelector('.dialog [role=radio]')).not.toBeNull()
  })

  it('is not what the settings say protects the passwords', async () => {
    await show('components/secrets/SecretsCard/another keychain')
    expect(textOf('.seal')).not.toContain('Only you, on this computer')
    expect([...document.querySelectorAll('.buttons .v-btn')].map(({ textContent }) => textContent)).toEqual([
      'Try again',
      'Remove the passwords…',
    ])
  })
})

it('locks and unlocks under a keychain too', async () => {
  const OPEN = {
    seal: 'keychain',
    locked: false,
    keychain: true,
    keychainProblem: null,
    passwords: 2,
  } as const
  const shown = await show('components/secrets/SecretsCard/keychain', {
    answers: { 'secrets.lock': { ...OPEN, locked: true }, 'secrets.unlock': OPEN },
  })
  await shown.click('.buttons .v-btn:nth-child(2)')
  expect(useSecrets().state?.locked).toBe(true)
  expect(textOf('.seal')).toContain('Locked now')
  await shown.click('.buttons .v-btn:nth-child(1)')
  expect(shown.host.inputsOf('secrets.unlock')).toEqual([{}])
  expect(useSecrets().state?.locked).toBe(false)
})

describe('older backups', () => {
  it('are removed once another one is made', async () => {
    const shown = await show('components/secrets/OldBackupsDialog/one, and one elsewhere', {
      answers: { 'backups.remove': { backup: backup(), removed: 1 } },
    })
    expect(textOf('.dialog .content')).toContain('1 older backup')
    expect(textOf('.dialog .content')).toContain('1 more is in a folder that the program does not clean up')
    await shown.click(PRIMARY)
    expect(shown.host.inputsOf('backups.remove')).toEqual([{ ids: [expect.stringContaining('2026-03-10')] }])
    expect(shown.emitted.close).toEqual([[]])
  })

  it('are nothing to ask about where none contains passwords', async () => {
    const shown = await show('components/secrets/OldBackupsDialog/none')
    expect(shown.emitted.close).toEqual([[]])
    expect(document.querySelector('.dialog')).toBeNull()
  })
})

describe('opening a site file', () => {
  it('says what is in it and what it replaces, and opens it', async () => {
    const shown = await show('components/replacement/SiteFileDialog/found')
    expect(textsOf('[data-testid=replacement-sides] td.figures').slice(0, 2)).toEqual(['1,310', '1,204'])
    expect(textOf('.dialog h2')).toBe('Replace Vestlia Kurs?')
    expect(textOf(PRIMARY)).toBe('Replace Vestlia Kurs')
    expect(textOf('.dialog .content')).toContain('is not in it: 18 operations.')
    await shown.click(PRIMARY)
    expect(shown.emitted.open).toEqual([[]])
  })

  it('is given up by Escape', async () => {
    const shown = await show('components/replacement/SiteFileDialog/found')
    await shown.press('Escape')
    expect(shown.emitted.close).toEqual([[]])
  })

  it('cannot be left while the file is being opened', async () => {
    const shown = await show('components/replacement/SiteFileDialog/busy')
    await shown.press('Escape')
    await shown.click('.v-overlay__scrim')
    await shown.click('.actions .v-btn')
    await shown.click(PRIMARY)
    expect(shown.emitted).toEqual({})
  })

  it('goes from the card to the other site', async () => {
    const shown = await show('components/site-file/SiteFileCard/file chosen')
    const opened = { site: { ...SITE, name: 'Fjordheim Kurs' }, backup: 'before-2026-03-12.ehandel' }
    shown.host.answer({ 'siteFile.open': { operationId: 9, ...opened } })
    await shown.click(PRIMARY)
    await vi.waitFor(() => expect(dialog()).toBeNull())
    expect(notice()?.fact).toBe('The site Fjordheim Kurs is opened from the file.')
    expect(notice()?.link?.to).toEqual({ name: 'settings', query: { restore: 'before-2026-03-12.ehandel' } })
  })
})

describe('opening a site file that was compared with an earlier state of the site', () => {
  it('says who changed what since', async () => {
    const moved = new Refusal('plan.moved', { planned: 40, now: 41, of: 'operations' })
    const shown = await show('components/site-file/SiteFileCard/file chosen', {
      answers: { 'history.list': sinceFirstLook, 'siteFile.open': moved },
    })
    await shown.click(PRIMARY)
    await vi.waitFor(() =>
      expect(notice()?.rest).toMatch(/^Latest change: 21 codes extended.* \(Kari Nordmann, 09:41/),
    )
    expect(shown.host.inputsOf('siteFile.inspect')).toHaveLength(2)
  })
})

describe('sending codes', () => {
  const APPLY = '[data-testid=send-apply]'
  const queued = { operationId: 3, messages: 488, codes: 488 }

  it('says on the button how many messages go, and sends just those', async () => {
    const shown = await show('components/send/SendDialog/ready', { answers: { 'mail.queue': queued } })
    expect(textOf(APPLY)).toBe('Send 488 messages now')
    await shown.click(APPLY)
    expect(shown.host.inputsOf('mail.queue')).toEqual([
      {
        picked: { resultSet: 'rows-1', ranges: [[0, 488]] },
        language: 'en',
        again: false,
        expect: { messages: 488, codes: 488, now: 488 },
      },
    ])
    expect(shown.emitted['update:modelValue']).toEqual([[false]])
    expect(notice()?.fact).toBe('488 messages put in the outbox.')
  })

  it('previews the actual messages, from one recipient to the next, and warns that the service is in Test', async () => {
    const shown = await show('components/send/SendDialog/with a preview, in Test')
    const to = () => textOf('[data-testid=mail-to]')
    expect(textOf('[data-testid=in-test]')).toContain('in test')
    await vi.waitFor(() => expect(to()).toBe('Kurs 11 <kurs@havbris.example>'))
    expect(isDisabled('[data-testid=previous-message]')).toBe(true)
    await shown.click('[data-testid=next-message]')
    await vi.waitFor(() => expect(to()).toBe('Kurs 12 <kurs@havbris.example>'))
    await shown.click('[data-testid=next-message]')
    await vi.waitFor(() => expect(to()).toBe('Kurs 13 <kurs@havbris.example>'))
    expect(isDisabled('[data-testid=next-message]')).toBe(true)
    expect(shown.host.inputsOf('mail.preview').at(-1)).toEqual({
      service: 'events',
      language: 'en',
      for: { kind: 'code', id: 13 },
    })
    expect(textOf('[data-testid=first-messages] .head .muted')).toBe('3 of 3')
  })

  it('counts again in the other language', async () => {
    const shown = await show('components/send/SendDialog/ready')
    shown.find('[role=radio][aria-checked=true]').focus()
    await shown.press('ArrowRight')
    const asked = () => shown.host.inputsOf('mail.planQueue').map(({ language }) => language)
    await vi.waitFor(() => expect(asked()).toEqual(['en', 'nb']))
    expect(document.activeElement?.getAttribute('aria-checked')).toBe('true')
  })

  it('says who is skipped and why, and offers to send to them as well', async () => {
    const shown = await show('components/send/SendDialog/some skipped, no server')
    const lines = textsOf('[data-testid=send-plan] li')
    expect(lines).toContainEqual(expect.stringMatching(/^120 codes are skipped because they are sent:/))
    expect(lines).toContainEqual(expect.stringContaining('No mail server is set up.'))
    expect(textOf('[data-testid=in-test]')).not.toBe('')
    expect(textOf(APPLY)).toBe('Put 312 messages in the outbox')
    await shown.click('[data-testid=send-again-choice]')
    await vi.waitFor(() => expect(shown.host.inputsOf('mail.planQueue').at(-1)?.again).toBe(true))
  })

  it.each([
    ['counting', 'SendDialog/counting'],
    ['a value of the template is missing', 'SendDialog/a value is missing'],
    ['counting failed', 'SendDialog/failed'],
  ])('is not possible while %s', async (_, state) => {
    const shown = await show(`components/send/${state}`)
    expect(isDisabled(APPLY)).toBe(true)
    document.querySelector<HTMLFormElement>('#send-form')?.requestSubmit()
    await shown.press()
    expect(shown.host.inputsOf('mail.queue')).toEqual([])
  })

  it('is not possible while the backend is away', async () => {
    const shown = await show('components/send/SendDialog/ready')
    expect(isDisabled(APPLY)).toBe(false)
    shown.host.setBackend({ state: 'restarting', attempt: 1, retryInSeconds: 1 })
    await shown.press()
    expect(isDisabled(APPLY)).toBe(true)
  })

  it('counts again where something changed meanwhile, and stays open', async () => {
    const shown = await show('components/send/SendDialog/ready', {
      answers: { 'mail.queue': new Refusal('plan.moved', { planned: 488, now: 487 }) },
    })
    await shown.click(APPLY)
    await vi.waitFor(() => expect(shown.host.inputsOf('mail.planQueue')).toHaveLength(2))
    expect(shown.emitted['update:modelValue']).toBeUndefined()
  })

  it('says who changed what since it was counted', async () => {
    const answers = {
      'mail.queue': new Refusal('plan.moved', { planned: 488, now: 487 }),
      'history.list': sinceFirstLook,
    }
    const shown = await show('components/send/SendDialog/ready', { answers })
    await shown.click(APPLY)
    await vi.waitFor(() =>
      expect(textOf('[role=dialog]')).toMatch(/Latest change: 21 codes extended.* \(Kari Nordmann, 09:41/),
    )
  })
})

describe('the question before an undo of what another did', () => {
  it.each([
    ['the button', true, (shown: MountedStory) => shown.click('[data-testid=undo-now]')],
    ['Cancel', false, (shown: MountedStory) => shown.click('.actions .v-btn')],
    ['Escape', false, (shown: MountedStory) => shown.press('Escape')],
  ])('is answered by %s', async (_, expected, give) => {
    const answer = vi.fn()
    const question = {
      step: {
        operationId: 41,
        details: { kind: 'delete-codes', changed: 21, skipped: [] },
        at: '2026-03-11T09:41:00.000Z',
        day: '2026-03-11',
        madeBy: 'script',
        author: null,
        needsReview: false,
      },
      direction: 'undo',
      answer,
    }
    const shown = await show('components/shell/UndoQuestion/undo', { props: { question } })
    expect(textOf('[data-testid=undo-question]')).not.toBe('')
    expect(textOf('[data-testid=undo-made-by]')).toBe('a script')
    await give(shown)
    expect(answer).toHaveBeenCalledExactlyOnceWith(expected)
  })

  it('names the person where it was somebody else', async () => {
    await show('components/shell/UndoQuestion/undo, of somebody else')
    expect(textOf('[role=dialog]')).toContain('Somebody else did this.')
    expect(textOf('[data-testid=undo-made-by]')).toBe('Ola Wærnes-Kristoffersen')
  })
})
