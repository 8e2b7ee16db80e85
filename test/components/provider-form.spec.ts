import { describe, expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { PAYPAL_APPS } from '#shared/external-links.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { API_ACCOUNT, CONTENT, type SETTINGS } from '../workbench/data/commerce.ts'
import { show, textOf, textsOf } from './show.ts'

const FOLDER = 'components/provider-form'
const last = (list: readonly (readonly unknown[])[] | undefined): unknown => list?.at(-1)?.[0]
const field = (name: string) => `[data-field=${name}]`
const input = (name: string) => `${field(name)} input`
const errorAt = (name: string) => textOf(`${field(name)} p.error`)
const exists = (selector: string) => document.querySelector(selector) !== null
/** Everything that is read, or is in a field. */
const allTexts = () =>
  [document.body.textContent, ...[...document.querySelectorAll('input')].map(({ value }) => value)].join(' ')

describe('the form of a provider', () => {
  it('asks for a provider first, and for nothing else', async () => {
    await show(`${FOLDER}/ProviderForm/nothing chosen`)
    expect(
      [...document.querySelectorAll('[data-field]')].map((one) => one.getAttribute('data-field')),
    ).toEqual(['provider'])
  })

  it('has the fields of the chosen one, with what is stored', async () => {
    const shown = await show(`${FOLDER}/ProviderForm/Payflow Pro`)
    expect(shown.find(input('vendor'))).toHaveProperty('value', 'vestliakurs')
    expect(shown.find(input('partnerId'))).toHaveProperty('value', 'PayPal')
    expect(exists(field('grant'))).toBe(false)
    expect(textsOf(`${field('cards')} label`)).toContain('VIVisa')
  })

  it('asks Express Checkout for a login and a permission in place of a password', async () => {
    await show(`${FOLDER}/ProviderForm/Express Checkout`)
    expect(exists(field('grant'))).toBe(true)
    expect(exists(field('apiAccount'))).toBe(true)
    expect(exists(field('password'))).toBe(false)
    expect(document.querySelector(input('paypalEmail'))?.getAttribute('inputmode')).toBe('email')
  })

  it('changes the account of this provider only, and says that the field was left', async () => {
    const shown = await show(`${FOLDER}/ProviderForm/Payflow Pro`)
    await shown.type(input('vendor'), 'nyvendor')
    expect(last(shown.emitted['update:accounts'])).toEqual({
      ...CONTENT.accounts,
      'payflow-pro': { ...CONTENT.accounts['payflow-pro'], vendor: 'nyvendor' },
    })
    shown.find(input('vendor')).blur()
    expect(shown.emitted.left).toEqual([['vendor']])
  })

  it('says at each field what is wrong with it, and marks what is changed', async () => {
    const shown = await show(`${FOLDER}/ProviderForm/changed and wrong`)
    expect(errorAt('vendor')).toBe('The vendor is missing.')
    expect(shown.find(input('vendor')).getAttribute('aria-invalid')).toBe('true')
    const id = shown.find(input('vendor')).getAttribute('aria-describedby') ?? ''
    expect(document.getElementById(id)?.textContent).toBe('The vendor is missing.')
    expect(errorAt('cards')).toBe('Choose at least one card.')
    expect(textOf(`${field('vendor')} label`)).toContain('changed')
    expect(textOf(`${field('partnerId')} label`)).not.toContain('changed')
  })

  it('takes a card off and puts it back, without those of another account type', async () => {
    const shown = await show(`${FOLDER}/ProviderForm/Payflow Pro`)
    const cards = () => {
      const settings = last(shown.emitted['update:settings']) as typeof SETTINGS
      return settings.options['payflow-pro']?.cards
    }
    const visa = `${field('cards')} label:first-of-type input`
    await shown.click(visa)
    expect(cards()).toEqual(['mastercard', 'amex'])
    await shown.click(visa)
    expect(cards()?.toSorted()).toEqual(['amex', 'mastercard', 'visa'])
  })

  it('chooses an account type among those that PayPal has', async () => {
    const shown = await show(`${FOLDER}/AccountTypeList/missing`)
    expect(textOf('p[role=alert]')).toBe('Choose an account type.')
    const radios = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')]
    expect(radios.length).toBeGreaterThan(1)
    expect(radios.some(({ checked }) => checked)).toBe(false)
    await shown.click(`input[value="${radios[1]?.value}"]`)
    expect(last(shown.emitted['update:modelValue'])).toBe(radios[1]?.value)
  })

  it('offers the move from a product that PayPal ends, and PayPal’s page of apps for the new one', async () => {
    const shown = await show(`${FOLDER}/ProviderForm/Payflow Pro`)
    await shown.click('[data-testid=move-to-rest]')
    expect(shown.emitted.move).toEqual([[]])
    const rest = await show(`${FOLDER}/ProviderForm/REST`)
    await rest.click('[data-testid=open-apps]')
    expect(rest.host.opened).toEqual([PAYPAL_APPS])
  })

  it.each([
    ['retiring', 'PayPal gives no date for Payflow.', ['page', 'general']],
    ['Express Checkout', 'still supports the merchants who use it', ['page', 'general']],
    ['required to move', 'requires those who use it to move', ['page']],
  ])('says what PayPal plans, when it said so, and where: %s', async (state, what, pages) => {
    const shown = await show(`${FOLDER}/RetiringHint/${state}`)
    expect(textOf('[data-testid=retiring] p')).toContain(what)
    expect(textOf('[data-testid=retiring] p')).toContain('This is what PayPal said in November 2026.')
    for (const page of pages) await shown.click(`[data-testid=phase-out-${page}]`)
    expect(shown.host.opened).toHaveLength(pages.length)
    for (const address of shown.host.opened)
      expect(new URL(address).origin).toBe('https://developer.paypal.com')
  })

  const entriesOf = (part: 'left' | 'kept') =>
    [...document.querySelectorAll(`[data-testid=move-${part}] li`)].map((entry) => entry.textContent)

  it('says before a move what does not come along, and moves only after a yes', async () => {
    const shown = await show(`${FOLDER}/MoveDialog/with cards`)
    expect(entriesOf('left')).toEqual([
      'Supported cards: Visa, MasterCard, AMEX',
      'Account type: Payflow Pro',
      'The account: Partner ID, Merchant login ID/vendor, User ID, Password',
    ])
    expect(entriesOf('kept')).toEqual([
      'Merchant name',
      'Customer support info',
      'Header',
      'Footer',
      'Currency symbol: USD',
    ])
    expect(shown.emitted.move).toBeUndefined()
    await shown.click('[data-testid=move-now]')
    expect(shown.emitted.move).toEqual([[]])
  })

  it('says before a move that the currency becomes another', async () => {
    await show(`${FOLDER}/MoveDialog/another currency`)
    expect(entriesOf('left')).toContain('Currency symbol: USD becomes EUR')
    expect(entriesOf('kept')).not.toContain('Currency symbol: USD')
  })

  it('changes where tests go by arrows', async () => {
    const shown = await show(`${FOLDER}/TestTargetField/simulator`)
    shown.find('[role=radio][tabindex="0"]').focus()
    await shown.press('ArrowRight')
    expect(shown.emitted['update:modelValue']).toEqual([['sandbox']])
    expect(textOf('.hint')).toContain('PayPal’s own test environment.')
  })

  it('goes back to the button when the currency is chosen or not', async () => {
    const shown = await show(`${FOLDER}/CurrencyField/choosing`)
    expect(document.activeElement?.tagName).toBe('INPUT')
    await shown.press('Escape')
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Change: /)
    expect(textOf('[data-testid=currency]')).toContain('NOK')
  })
})

describe('a stored password', () => {
  it('is never in the page', async () => {
    const shown = await show(`${FOLDER}/ProviderForm/Payflow Pro`)
    expect(textOf(`${field('password')} output`)).toMatch(/^Set/)
    expect(exists(input('password'))).toBe(false)
    expect(shown.emitted['update:typed']).toBeUndefined()
  })

  it('is replaced by an empty hidden field, and kept after all', async () => {
    const shown = await show(`${FOLDER}/PasswordField/set`)
    await shown.click('[aria-label^="Replace: "]')
    const typed = shown.find('[data-field=password] input')
    expect(document.activeElement).toBe(typed)
    expect(typed).toHaveProperty('value', '')
    expect(typed).toHaveProperty('type', 'password')
    expect(typed.getAttribute('autocomplete')).toBe('new-password')
    await shown.type('[data-field=password] input', 'hemmelig')
    expect(last(shown.emitted['update:modelValue'])).toBe('hemmelig')
    await shown.click('.keep')
    expect(last(shown.emitted['update:modelValue'])).toBeUndefined()
    expect(allTexts()).not.toContain('hemmelig')
    expect(document.activeElement?.textContent?.trim()).toBe('Replace')
  })

  it('is seen only while the eye is pressed, and hidden again the next time', async () => {
    const shown = await show(`${FOLDER}/PasswordField/replacing`)
    const type = () => document.querySelector('input')?.getAttribute('type')
    expect(type()).toBe('password')
    await shown.click('.eye')
    expect(type()).toBe('text')
    await shown.click('.keep')
    await shown.click('[aria-label^="Replace: "]')
    expect(type()).toBe('password')
  })

  it('is for the login that it was stored with: another has to have its own', async () => {
    const shown = await show(`${FOLDER}/ProviderForm/Payflow Pro`)
    await shown.type(input('vendor'), 'en-annen')
    expect(exists(input('password'))).toBe(true)
    expect(textOf(`${field('password')} .hint`)).toBe('Stored for another login. Enter it again.')
    await shown.type(input('vendor'), 'vestliakurs')
    expect(exists(input('password'))).toBe(false)
  })

  it('that was typed and emptied again counts as not typed', async () => {
    const shown = await show(`${FOLDER}/PasswordField/not set`)
    await shown.type('input', 'x')
    await shown.type('input', '')
    expect(last(shown.emitted['update:modelValue'])).toBeUndefined()
  })
})

describe('the API account of the site', () => {
  const SAVE = '[data-testid=save-api-account]'
  const saved = { ...API_ACCOUNT, operationId: 8 }

  it('needs a user name, and says so at the field', async () => {
    const shown = await show(`${FOLDER}/ApiAccountDialog/nothing filled in`)
    expect(errorAt('callerUserName')).toBe('Enter the API user name.')
    expect(shown.host.inputsOf('paypal.setApiAccount')).toEqual([])
  })

  it('is saved by Enter, with stored secrets as they are', async () => {
    const shown = await show(`${FOLDER}/ApiAccountDialog/stored`, {
      answers: { 'paypal.setApiAccount': saved },
    })
    expect(textsOf('.dialog output')).toEqual(['Set', 'Set'])
    await shown.type(input('callerApplicationId'), 'APP-1')
    await shown.press('Enter')
    expect(shown.host.inputsOf('paypal.setApiAccount')).toEqual([
      { mode: 'production', userName: 'kurs_api1.vestlia.example', applicationId: 'APP-1' },
    ])
    expect(shown.emitted.saved).toEqual([[]])
    expect(useNotices().current?.say().fact).toContain('The API account is saved')
  })

  it('asks for the secrets again where the user name is another', async () => {
    const shown = await show(`${FOLDER}/ApiAccountDialog/stored`)
    await shown.type(input('callerUserName'), 'another_api1.vestlia.example')
    expect(exists(input('callerPassword'))).toBe(true)
    expect(exists(input('callerSignature'))).toBe(true)
    expect(textOf(`${field('callerPassword')} .hint`)).toBe('Stored for another login. Enter it again.')
  })

  it('cannot be saved twice at once', async () => {
    const shown = await show(`${FOLDER}/ApiAccountDialog/saving`)
    expect(shown.find(SAVE)).toHaveProperty('disabled', true)
    shown.find(input('callerUserName')).focus()
    await shown.press('Enter')
    expect(shown.host.inputsOf('paypal.setApiAccount')).toHaveLength(1)
  })

  it('asks for the passphrase where secrets are locked, and goes on by itself', async () => {
    let answer: unknown = new Refusal('secrets.locked', { seal: 'passphrase' })
    const shown = await show(`${FOLDER}/ApiAccountDialog/stored`, {
      answers: {
        'paypal.setApiAccount': () => answer as never,
        'secrets.state': {
          seal: 'passphrase',
          locked: true,
          keychain: false,
          keychainProblem: null,
          passwords: 2,
        },
        'secrets.unlock': {
          seal: 'passphrase',
          locked: false,
          keychain: false,
          keychainProblem: null,
          passwords: 2,
        },
      },
    })
    await shown.click(SAVE)
    await shown.appears('#passphrase-form')
    answer = saved
    await shown.type('#passphrase-form input', 'four words in a row')
    await shown.press('Enter')
    await vi.waitFor(() => expect(shown.emitted.saved).toEqual([[]]))
    expect(shown.host.inputsOf('paypal.setApiAccount')).toHaveLength(2)
    expect(exists('#passphrase-form')).toBe(false)
  })
})

describe('the check of a connection', () => {
  const BUTTON = '[data-testid=check-connection]'

  it('is asked for by its button, which cancels it while it runs', async () => {
    const idle = await show(`${FOLDER}/ConnectionLine/good`)
    await idle.click(BUTTON)
    expect(idle.emitted).toEqual({ check: [[]] })
    idle.unmount()
    const running = await show(`${FOLDER}/ConnectionLine/checking`)
    expect(textOf('[role=status]')).toBe('Asking PayPal Sandbox')
    await running.click(BUTTON)
    expect(running.emitted).toEqual({ cancel: [[]] })
  })

  it('is not possible while something is missing, and says what', async () => {
    const shown = await show(`${FOLDER}/ConnectionLine/changed`)
    expect(shown.find(BUTTON)).toHaveProperty('disabled', true)
    const id = shown.find(BUTTON).getAttribute('aria-describedby') ?? ''
    expect(document.getElementById(id)?.textContent).toBe('The password is missing.')
  })

  it('says what PayPal answered, its own words on asking', async () => {
    const shown = await show(`${FOLDER}/ConnectionAnswer/bad`)
    expect(textOf('[data-testid=connection-answer] strong')).not.toBe('')
    expect(textOf('.said')).toBe('RESULT 26: Invalid vendor account')
    expect(textsOf('dt')).toEqual(['RESULT', 'RESPMSG'])
    expect(shown.find('.more').getAttribute('aria-expanded')).toBe('true')
    await shown.click('.more')
    expect(exists('dl')).toBe(false)
  })

  it('says nothing where all is well', async () => {
    await show(`${FOLDER}/ConnectionAnswer/nothing to say`)
    expect(exists('[role=alert]')).toBe(false)
  })
})

describe('the permission at PayPal', () => {
  it('is asked for in the login of the form', async () => {
    const shown = await show(`${FOLDER}/GrantField/not given`)
    expect(textOf(`${field('grant')} output`)).toBe('Not granted')
    await shown.click('[data-testid=ask-grant]')
    expect(shown.emitted.ask).toEqual([['regnskap@vestlia.example']])
  })

  it('is not asked for in a login that is not saved, and says why', async () => {
    const shown = await show(`${FOLDER}/GrantField/not given`, { props: { saved: 'other@vestlia.example' } })
    expect(shown.find('[data-testid=ask-grant]')).toHaveProperty('disabled', true)
    expect(textOf('.reason')).toBe(
      'The login is not saved. Choose “Update” before the permission can be granted.',
    )
  })

  it('without an API account of the site is given by hand', async () => {
    const shown = await show(`${FOLDER}/GrantField/not given, no API account`)
    expect(shown.find('[data-testid=by-hand]').getAttribute('aria-expanded')).toBe('true')
    await shown.click('[data-testid=confirm-grant]')
    expect(shown.emitted.confirm).toEqual([['regnskap@vestlia.example']])
    await shown.click('[data-testid=by-hand]')
    expect(exists('[data-testid=confirm-grant]')).toBe(false)
  })

  it('is waited for, and the page can be opened again or the wait be ended', async () => {
    const shown = await show(`${FOLDER}/GrantField/waiting`)
    expect(shown.find('[data-testid=grant-waiting]').getAttribute('role')).toBe('status')
    await shown.click('[data-testid=grant-open-again]')
    await shown.click('[data-testid=grant-give-up]')
    expect(shown.emitted).toEqual({ openAgain: [[]], cancel: [[]] })
  })

  it('is taken back where it was given, and says by which login', async () => {
    const shown = await show(`${FOLDER}/GrantField/given`)
    expect(textOf(`${field('grant')} .hint`)).toContain('regnskap@vestlia.example')
    await shown.click('[aria-label^="Withdraw: "]')
    expect(shown.emitted.withdraw).toEqual([[]])
  })

  it('of another login does not count', async () => {
    await show(`${FOLDER}/GrantField/given by another login`)
    expect(textOf(`${field('grant')} output`)).toContain('not for the login in the form')
    expect(exists('[data-testid=ask-grant]')).toBe(true)
  })
})
