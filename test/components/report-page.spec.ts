import { describe, expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { sinceFirstLook } from '../workbench/data/history.ts'
import { overview, SUMMARY } from '../workbench/data/overview.ts'
import { breakdown, bulkPlan, WEEKLY, redemptionsBy } from '../workbench/data/report.ts'
import { type Answers, pending } from '../workbench/fake-host.ts'
import type { MountedStory } from '../workbench/mount-story.ts'
import { show, textOf, textsOf } from './show.ts'

const exists = (selector: string) => document.querySelector(selector) !== null
const isDisabled = (selector: string) =>
  document.querySelector<HTMLButtonElement>(selector)?.disabled ?? 'not there'
const last = <T>(list: readonly T[] | undefined): T | undefined => list?.at(-1)
const notice = () => useNotices().current?.say()
const OPEN = '.v-overlay--active'
const ACTION = `${OPEN} .action`

describe('extending codes', () => {
  const FIELD = `${OPEN} input`
  async function open(answers = {}): Promise<MountedStory> {
    const shown = await show('pages/report/ExtendPopover/closed', {
      answers: { 'promo.planExtend': bulkPlan({ change: 312 }), ...answers },
    })
    await shown.click('.story-room button')
    await shown.appears(FIELD)
    return shown
  }

  it('asks for a date first, with the focus in its field', async () => {
    const shown = await open()
    await vi.waitFor(() => expect(document.activeElement).toBe(shown.find(FIELD)))
    expect(isDisabled(ACTION)).toBe(true)
    await shown.press('Enter')
    expect(shown.host.inputsOf('promo.extend')).toEqual([])
  })

  it('counts what a date would change, and does just that by Enter', async () => {
    const shown = await open({ 'promo.extend': { operationId: 48, changed: 312, skipped: [] } })
    await shown.type(FIELD, 'Jun 30, 2026')
    await vi.waitFor(() => expect(textOf(ACTION)).toBe('Extend 312 codes'))
    shown.find(FIELD).focus()
    await shown.press('Enter')
    await vi.waitFor(() => expect(shown.host.inputsOf('promo.extend')).toHaveLength(1))
    expect(shown.host.inputsOf('promo.extend')[0]).toMatchObject({
      to: { kind: 'date', expires: '2026-06-30' },
      expect: 312,
    })
    await vi.waitFor(() => expect(notice()?.fact).toContain('312 codes'))
    expect(useNotices().current?.undo).toBe(48)
  })

  it('refuses a day that has passed, and asks for no plan', async () => {
    const shown = await open()
    await shown.type(FIELD, 'Mar 1, 2026')
    expect(textOf('p[role=alert]')).toBe('This day has passed. Choose Mar 12, 2026 or later.')
    expect(isDisabled(ACTION)).toBe(true)
    expect(shown.host.inputsOf('promo.planExtend')).toEqual([])
  })

  it('says what is wrong with a number of days', async () => {
    await show('pages/report/ExtendPopover/by days, wrong')
    expect(textOf('p[role=alert]')).not.toBe('')
    expect(isDisabled(ACTION)).toBe(true)
  })

  it('is given up by Cancel, and begins empty the next time', async () => {
    const shown = await open()
    await shown.type(FIELD, 'Jun 30, 2026')
    await shown.click('.v-overlay--active .actions .v-btn--variant-text')
    await vi.waitFor(() => expect(exists('[role=dialog]')).toBe(false))
    await shown.click('.story-room button')
    await shown.appears(FIELD)
    expect(shown.find(FIELD)).toHaveProperty('value', '')
    expect(shown.host.inputsOf('promo.extend')).toEqual([])
  })

  it('is closed by Escape, and goes on with what was typed the next time', async () => {
    const shown = await open()
    await shown.type(FIELD, 'Jun 30, 2026')
    await shown.press('Escape')
    await vi.waitFor(() => expect(document.activeElement).toBe(shown.find('.story-room button')))
    await vi.waitFor(() => expect(exists('[role=dialog]')).toBe(false))
    await shown.click('.story-room button')
    await shown.appears(FIELD)
    expect(shown.find(FIELD)).toHaveProperty('value', 'Jun 30, 2026')
    expect(shown.host.inputsOf('promo.extend')).toEqual([])
  })
})

describe('deleting codes', () => {
  it('lists what is skipped and why before it does anything', async () => {
    const shown = await show('pages/report/DeletePopover/some skipped')
    const lines = textsOf(`${OPEN} .plan li`)
    expect(lines[0]).toBe('312 codes will be deleted')
    expect(lines).toContainEqual(
      expect.stringMatching(/^120 will be skipped because they are deleted: VESTLIA-7301/),
    )
    expect(lines).toContainEqual(expect.stringMatching(/^52 will be skipped because they are used:/))
    // Each is in one piece, so that no line ends within a code.
    expect(textsOf(`${OPEN} .plan li .code`)).toContain('VESTLIA-7301')
    expect(textOf(ACTION)).toBe('Delete 312 codes')
    expect(shown.host.inputsOf('promo.delete')).toEqual([])
  })

  it('is not possible while it is counted, or where nothing would change', async () => {
    const counting = await show('pages/report/DeletePopover/counting')
    expect(isDisabled(ACTION)).toBe(true)
    counting.unmount()
    await show('pages/report/PlannedPopover/nothing would change')
    expect(isDisabled(ACTION)).toBe(true)
  })

  it('deletes nothing where the number is another by then, and counts again', async () => {
    const shown = await show('pages/report/DeletePopover/moved since')
    expect(textOf(`${OPEN} .plan li.warning`)).not.toBe('')
    expect(shown.host.inputsOf('promo.planDelete').length).toBeGreaterThan(1)
    expect(isDisabled(ACTION)).toBe(false)
  })

  it('is done once, however often the button is pressed', async () => {
    const shown = await show('pages/report/DeletePopover/counted', { answers: { 'promo.delete': pending } })
    await shown.click(ACTION)
    expect(isDisabled(ACTION)).toBe(true)
    await shown.click(ACTION)
    expect(shown.host.inputsOf('promo.delete')).toHaveLength(1)
  })
})

describe('the plan of an action', () => {
  it('by days shows the resulting dates, the first rows one by one', async () => {
    await show('pages/report/ExtendPopover/by days, counted')
    expect(textOf('[data-testid=plan-dates]')).toContain('Apr 11, 2026 to Sep 30, 2026')
    expect(textsOf('[data-testid=plan-dates] .mono')).toContain('VESTLIA-7302')
    expect(textsOf('[data-testid=plan-dates] strong')).toContain('Jul 30, 2026')
  })

  it('to delete says how many of the codes are used or were sent', async () => {
    await show('pages/report/DeletePopover/some used and sent')
    const lines = textsOf(`${OPEN} .plan li`)
    expect(lines).toContain('52 of them are used')
    expect(lines).toContain('204 of them were sent to their recipients')
  })

  it('on rows of the grid is about them, and gives the focus back', async () => {
    const shown = await show('pages/report/RowPlan/remove')
    expect(shown.host.inputsOf('promo.planDelete')).toEqual([
      { picked: { resultSet: 'rows-1', ranges: [[3, 15]] } },
    ])
    await shown.press('Escape')
    await vi.waitFor(() => expect(shown.emitted.closed).toEqual([[]]))
    expect(last(shown.emitted['update:modelValue'])).toEqual([null])
  })
})

describe('the form of a parameter', () => {
  const EMITTED = 'apply'
  it('shows with each value how many codes the report would have', async () => {
    const shown = await show('pages/report/ParameterForm/status')
    await vi.waitFor(() =>
      expect(textsOf('.choice')).toEqual([
        'Active1,204 codes',
        'Not yet valid893 codes',
        'Expired0 codes',
        'Used up271 codes',
        'Deleted1 code',
      ]),
    )
    expect(shown.host.inputsOf('report.values')[0]).toMatchObject({ parameter: 'status' })
  })

  it('takes one of the discounts that there are by a click', async () => {
    const shown = await show('pages/report/ParameterForm/discount, wrong')
    await vi.waitFor(() => expect(textsOf('.found label')).toHaveLength(3))
    await shown.click('.found label:nth-of-type(2) input')
    await shown.click('button[type=submit]')
    expect(last(shown.emitted[EMITTED])).toEqual([
      { discount: { kind: 'amount', minor: 9000, currency: 'USD' } },
    ])
  })

  it('takes days from today, and says what they mean today', async () => {
    const shown = await show('pages/report/ParameterForm/expires, days from today')
    expect(textOf('.hint')).toContain('Mar 12 – Apr 11, 2026')
    await shown.type('input[inputmode=numeric]', '7')
    await shown.click('button[type=submit]')
    expect(last(shown.emitted[EMITTED])).toEqual([{ expires: { fromDays: 0, toDays: 7 } }])
    await shown.type('input[inputmode=numeric]', 'soon')
    await shown.click('button[type=submit]')
    expect(textOf('p[role=alert]')).toBe('Enter a whole number, such as 30.')
  })
})

describe('the sums of a range', () => {
  it('never add one currency to another', async () => {
    await show('pages/report/StatusLine/range with sums')
    const [discount, used] = textsOf('[data-testid=range-sum]')
    expect(discount).toMatch(/12,040\.50.* \+ .*900\.00.* \+ 474 percentages/)
    expect(used).toMatch(/988$/)
  })
})

describe('the bar of what is selected', () => {
  it('counts what each action would change, and offers to restore only where it can', async () => {
    const shown = await show('pages/report/SelectionBar/some selected')
    await vi.waitFor(() => expect(textsOf('.selection button').join(' ')).toContain('488'))
    expect(textsOf('.selection button').join(' ')).not.toContain('Restore')
    shown.unmount()
    await show('pages/report/SelectionBar/some can be restored')
    await vi.waitFor(() => expect(textsOf('.selection button').join(' ')).toContain('Restore'))
  })

  it('says why nothing can be restored, on a button that can be focused and does nothing', async () => {
    const shown = await show('pages/report/SelectionBar/none can be restored')
    const button = '.selection [aria-disabled=true]'
    await shown.appears(button)
    const why = document.getElementById(shown.find(button).getAttribute('aria-describedby') ?? '')
    expect(why?.textContent).toBe('The 120 deleted codes cannot be restored, because they have expired.')
    expect(isDisabled(button)).toBe(false)
    await shown.click(button)
    expect(exists(OPEN)).toBe(false)
  })

  it('selects all, or none', async () => {
    const shown = await show('pages/report/SelectionBar/some selected')
    await shown.click('.facts button')
    expect(last(shown.emitted['update:ticked'])).toEqual([[[0, 1204]]])
  })
})

describe('searching the report', () => {
  const BOX = '.search input'

  it('waits until typing rests, and not by Enter', async () => {
    const shown = await show('pages/report/SearchBox/empty')
    await shown.type(BOX, 'ves')
    await shown.type(BOX, 'vestlia ')
    expect(shown.emitted.search).toBeUndefined()
    await shown.press('Enter')
    await vi.waitFor(() => expect(shown.emitted.search).toEqual([['vestlia']]))
  })

  it('is emptied by Escape, which goes no further', async () => {
    const shown = await show('pages/report/SearchBox/text')
    shown.find(BOX).focus()
    const further = vi.fn()
    document.body.addEventListener('keydown', further)
    await shown.press('Escape')
    expect(shown.find(BOX)).toHaveProperty('value', '')
    expect(further).not.toHaveBeenCalled()
    await vi.waitFor(() => expect(shown.emitted.search).toEqual([['']]))
    await shown.press('Escape')
    expect(further).toHaveBeenCalledOnce()
    document.body.removeEventListener('keydown', further)
  })

  it('takes a pasted column as a list to find', async () => {
    const shown = await show('pages/report/SearchBox/empty')
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'VESTLIA-7301\nVESTLIA-7302')
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData })
    shown.find(BOX).dispatchEvent(event)
    expect(event.defaultPrevented).toBe(true)
    expect(shown.emitted.several).toEqual([['VESTLIA-7301\nVESTLIA-7302']])
  })
})

describe('finding a list of codes or addresses', () => {
  const ID = 'pages/report/find/FindDialog'

  it('says that nothing was pasted', async () => {
    const shown = await show(`${ID}/nothing to find`)
    expect(textOf('p[role=alert]')).toBe('Paste at least one code or address.')
    expect(shown.host.inputsOf('report.keepList')).toEqual([])
  })

  it('shows at once what is found, and stays with what is not, which has the focus', async () => {
    const shown = await show(`${ID}/some not found`)
    expect(shown.emitted.show).toHaveLength(1)
    expect(shown.emitted['update:modelValue']).toBeUndefined()
    expect(document.activeElement?.hasAttribute('data-missing')).toBe(true)
  })

  it('keeps the text where it cannot be found, and says why', async () => {
    const shown = await show(`${ID}/too many values`)
    expect(textOf('p[role=alert]')).toContain('100,000')
    expect(document.querySelector('textarea')?.value).not.toBe('')
    expect(shown.emitted.show).toBeUndefined()
  })

  it('finds by Ctrl+Enter in the field', async () => {
    const shown = await show(`${ID}/nothing pasted yet`, {
      answers: {
        'report.keepList': new Refusal('report.list-too-long', { values: 120_000, limit: 100_000 }),
      },
    })
    await shown.type('textarea', 'VESTLIA-7301')
    await shown.press('Control+Enter')
    expect(shown.host.inputsOf('report.keepList')).toEqual([{ text: 'VESTLIA-7301' }])
  })
})

describe('narrowing the report', () => {
  it('applies the statuses that are chosen, by the button', async () => {
    const shown = await show('pages/report/ParameterForm/status', { props: { filter: {} } })
    await shown.click('input[value=expired]')
    await shown.click('button[type=submit]')
    expect(shown.emitted.apply).toEqual([[{ status: ['expired'] }]])
  })

  it('says what is wrong with a discount, and applies nothing', async () => {
    const shown = await show('pages/report/ParameterForm/discount, wrong')
    expect(textOf('p[role=alert]')).not.toBe('')
    expect(shown.emitted.apply).toBeUndefined()
    await shown.type('input[inputmode=decimal]', '25')
    expect(exists('p[role=alert]')).toBe(false)
    await shown.press('Enter')
    expect(shown.emitted.apply).toEqual([[{ discount: { kind: 'percent', hundredths: 2500 } }]])
  })

  it('refuses a span that ends before it begins', async () => {
    const shown = await show('pages/report/ParameterForm/redeemed, ends before it begins')
    expect(textOf('p[role=alert]')).not.toBe('')
    expect(shown.emitted.apply).toBeUndefined()
  })
})

describe('the report as a page', () => {
  it('says why it cannot be read, and is read again on asking', async () => {
    const shown = await show('pages/report/ReportPage/failed')
    const before = shown.host.inputsOf('report.open').length
    await shown.click('[role=alert] .v-btn')
    await vi.waitFor(() => expect(shown.host.inputsOf('report.open').length).toBeGreaterThan(before))
  })

  it('shows what can be done as soon as rows are selected by keys', async () => {
    const shown = await show('pages/report/ReportPage/many rows')
    expect(exists('.selection')).toBe(false)
    shown.host.answer({ 'promo.planDelete': bulkPlan({ change: 2 }) })
    shown.find('[role=grid]').focus()
    await shown.press(' ', 'ArrowDown', ' ')
    await shown.appears('.selection')
    expect(textOf('.selection .facts strong')).toContain('2')
    await shown.press('Escape')
    await vi.waitFor(() => expect(exists('.selection')).toBe(false))
  })

  it('writes no cell of what others have changed since it was typed, and says who did', async () => {
    const shown = await show('pages/report/ReportPage/many rows', {
      answers: {
        'history.list': sinceFirstLook,
        'promo.planEdit': {
          change: 1,
          same: 0,
          bad: [],
          mail: { readdressed: 0, renamed: 0, joined: 0, withheld: 0, sent: 0 },
        },
        'promo.edit': new Refusal('plan.moved', { planned: 1, now: 0 }),
      },
    })
    shown.find('[role=grid]').focus()
    await shown.press('ArrowRight', 'F2')
    await shown.type('input.editor', 'Kari')
    await shown.press('Enter')
    await vi.waitFor(() =>
      expect(notice()?.rest).toMatch(/^Latest change: 21 codes extended.* \(Kari Nordmann, 09:41/),
    )
  })

  it('says that a change has outdated it, until that is undone or it is refreshed; its tab counts what it shows', async () => {
    const shown = await show('pages/report/ReportPage/many rows')
    const tab = () => textOf('.tabs [aria-current]')
    const change = async (changes: { gone: number; added: number; moved: boolean }, author?: string) => {
      shown.host.answer({
        'report.compare': changes,
        'overview.get': overview({ summary: { ...SUMMARY, codes: SUMMARY.codes - changes.gone } }),
      })
      const payload = { operationId: 9, kind: 'edit-codes', ...(author !== undefined && { author }) }
      shown.host.emit({ name: 'history.onRecorded', payload })
    }
    expect(tab()).toBe('All codes 1,204,318')
    await change({ gone: 6, added: 0, moved: true })
    await shown.appears('[data-testid=outdated]')
    expect(textOf('.why')).toBe('6 codes no longer match, the order has changed')
    expect(tab()).toBe('All codes 1,204,318')
    expect(textOf('[data-testid=report-status]')).toContain('1,204,318 codes')
    await change({ gone: 0, added: 0, moved: false })
    await vi.waitFor(() => expect(exists('[data-testid=outdated]')).toBe(false))

    await change({ gone: 0, added: 1, moved: false })
    await shown.appears('[data-testid=outdated]')
    shown.host.answer({ 'report.open': { resultSet: 'rows-2', count: SUMMARY.codes } })
    await shown.click('[data-testid=outdated] button')
    await vi.waitFor(() => expect(exists('[data-testid=outdated]')).toBe(false))
    expect(shown.host.inputsOf('report.open')).toHaveLength(2)

    // Whose it is, where all that made a difference was done by others.
    await change({ gone: 2, added: 0, moved: false }, 'Kari Nordmann')
    await shown.appears('[data-testid=outdated]')
    expect(textOf('.why')).toBe('2 codes no longer match, changed by Kari Nordmann')
    const compared = shown.host.inputsOf('report.compare').length
    await change({ gone: 2, added: 0, moved: false })
    await vi.waitFor(() => expect(shown.host.inputsOf('report.compare').length).toBe(compared + 1))
    await shown.press()
    await change({ gone: 3, added: 0, moved: false }, 'Ola')
    await vi.waitFor(() =>
      expect(textOf('.why')).toBe('3 codes no longer match, changed by Kari Nordmann, Ola'),
    )
    await change({ gone: 4, added: 0, moved: false })
    await vi.waitFor(() => expect(textOf('.why')).toBe('4 codes no longer match'))
  })

  describe('when the backend has closed it', () => {
    const closed = new Refusal('report.unknown-result-set', {})
    const answers = (gone: () => boolean): Answers => {
      const unlessGone = <T>(name: string, answer: T) => (name === 'rows-1' && gone() ? closed : answer)
      return {
        'report.breakdown': ({ resultSet }) => unlessGone(resultSet, breakdown()),
        'report.timeline': ({ resultSet }) => unlessGone(resultSet, WEEKLY),
        'report.redemptions': ({ resultSet }) => unlessGone(resultSet, redemptionsBy()),
        'report.summary': ({ resultSet }) => unlessGone(resultSet, SUMMARY),
        'promo.planDelete': ({ picked }) => unlessGone(picked.resultSet, bulkPlan({ change: 2 })),
      }
    }
    /** Two rows are ticked, and the backend opens it under another name from now on. */
    async function ticked(): Promise<{ shown: MountedStory; close(): void }> {
      let gone = false
      const shown = await show('pages/report/ReportPage/many rows', { answers: answers(() => gone) })
      shown.find('[role=grid]').focus()
      await shown.press(' ', 'ArrowDown', ' ')
      await shown.appears('.selection')
      await vi.waitFor(() => expect(shown.host.inputsOf('promo.planDelete').length).toBeGreaterThan(0))
      const close = () => {
        gone = true
        shown.host.answer({ 'report.open': { resultSet: 'rows-2', count: SUMMARY.codes } })
      }
      return { shown, close }
    }
    it('is opened again, once, and the rows that are ticked stay so', async () => {
      const { shown, close } = await ticked()
      const [first] = shown.host.inputsOf('report.open')
      close()
      await shown.click('.v-btn[aria-pressed=false]')
      await vi.waitFor(() => expect(last(shown.host.inputsOf('report.timeline'))?.resultSet).toBe('rows-2'))
      expect(shown.host.inputsOf('report.open')).toEqual([first, first])
      expect(textOf('.selection .facts strong')).toContain('2')
      expect(notice()).toBeUndefined()
    })

    it('is opened again without the selection where its rows may have changed, which is said', async () => {
      const { shown, close } = await ticked()
      close()
      shown.host.emit({ name: 'history.onRecorded', payload: { operationId: 9, kind: 'edit-codes' } })
      await vi.waitFor(() => expect(exists('.selection')).toBe(false))
      await vi.waitFor(() => expect(notice()?.fact).toMatch(/opened again\. The selection was cleared/))
    })

    it('is not changed by what was planned before: that is counted again, and said', async () => {
      const { shown, close } = await ticked()
      shown.host.answer({ 'promo.delete': closed })
      await shown.click('.selection .v-btn:has(.count.danger)')
      await shown.appears(`${ACTION}:not(:disabled)`)
      close()
      await shown.click(ACTION)
      await vi.waitFor(() => expect(textOf(OPEN)).toContain('nothing was done'))
      await vi.waitFor(() =>
        expect(last(shown.host.inputsOf('promo.planDelete'))?.picked.resultSet).toBe('rows-2'),
      )
      expect(shown.host.inputsOf('promo.delete')).toHaveLength(1)
      await vi.waitFor(() => expect(isDisabled(ACTION)).toBe(false))
    })
  })

  it('goes to its search by Ctrl+F in the grid', async () => {
    const shown = await show('pages/report/ReportPage/many rows')
    shown.find('[role=grid]').focus()
    await shown.press('Control+f')
    expect(document.activeElement?.matches('.search input')).toBe(true)
  })
})
