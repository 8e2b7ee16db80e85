import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { Refusal } from '#shared/contract/refusal.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { operation } from '../workbench/data/history.ts'
import { mailStatus } from '../workbench/data/mail.ts'
import { day, TODAY } from '../workbench/data/site.ts'
import type { MountedStory } from '../workbench/mount-story.ts'
import { show, textOf, textsOf } from './show.ts'

const last = <T>(list: readonly T[] | undefined): T | undefined => list?.at(-1)

describe('a notice', () => {
  const NOTICE = '[data-testid=notice]'
  const STAYS_MS = 12_000
  /** The pointer comes and goes, from which on the notice is left by a timer of the test. */
  async function startTimer(shown: MountedStory): Promise<void> {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    for (const type of ['mouseenter', 'mouseleave']) {
      shown.find(NOTICE).dispatchEvent(new MouseEvent(type))
      await nextTick()
    }
  }
  async function pass(ms: number): Promise<void> {
    vi.advanceTimersByTime(ms)
    await nextTick()
  }
  afterEach(() => void vi.useRealTimers())

  it('is read out, with its fact, its rest and a link', async () => {
    const shown = await show('components/NoticeBar/done')
    expect(shown.find('.place').getAttribute('role')).toBe('status')
    expect(shown.find('.place').getAttribute('aria-live')).toBe('polite')
    expect(textOf(`${NOTICE} strong`)).toBe('21 koder forlenget til 30.06.2026.')
    await shown.click(`${NOTICE} a`)
    expect(shown.router.currentRoute.value.name).toBe('report')
    expect(document.querySelector(`${NOTICE} .undo`)).toBeNull()
  })

  it('is closed by its button', async () => {
    const shown = await show('components/NoticeBar/failed')
    await shown.click(`${NOTICE} [aria-label=Close]`)
    expect(document.querySelector(NOTICE)).toBeNull()
    expect(textOf('[role=status]')).toBe('')
  })

  it('takes the place of the one before', async () => {
    const shown = await show('components/NoticeBar/done')
    useNotices().failed(() => ({ fact: 'The codes were not extended.' }))
    await shown.press()
    expect(textsOf(`${NOTICE} strong`)).toEqual(['The codes were not extended.'])
  })

  const deletion = operation({ kind: 'delete-codes', changed: 21, skipped: [] })

  it('undoes just the operation that it names, and says so', async () => {
    const shown = await show('components/NoticeBar/done, can be undone', {
      answers: {
        'history.undoRedo': { undo: deletion, redo: null, redoElsewhere: null },
        'history.undo': { operationId: 2, changed: 21 },
      },
    })
    await vi.waitFor(() => expect(textOf(`${NOTICE} .undo`)).toBe('UndoCtrl Z'))
    await shown.click(`${NOTICE} .undo`)
    expect(shown.host.inputsOf('history.undo')).toEqual([{ operationId: 1 }])
    await vi.waitFor(() => expect(textOf(`${NOTICE} strong`)).toMatch(/^Undone/))
    expect(document.querySelector(`${NOTICE} .undo`)).toBeNull()
  })

  it('names the key only where the key does the same', async () => {
    const undoRedo = vi.fn(() => ({ undo: { ...deletion, id: 2 }, redo: null, redoElsewhere: null }))
    await show('components/NoticeBar/done, can be undone', { answers: { 'history.undoRedo': undoRedo } })
    await vi.waitFor(() => expect(undoRedo).toHaveBeenCalled())
    await nextTick()
    expect(textOf(`${NOTICE} .undo`)).toBe('Undo')
  })

  it('takes back what is no operation', async () => {
    const shown = await show('components/NoticeBar/empty')
    const back = vi.fn()
    useNotices().done(() => ({ fact: 'The filter is cleared.' }), back)
    await shown.press()
    await shown.click(`${NOTICE} .undo`)
    expect(back).toHaveBeenCalledOnce()
    expect(document.querySelector(NOTICE)).toBeNull()
  })

  it.each(['done', 'hint'])('goes by itself: %s', async (state) => {
    const shown = await show(`components/NoticeBar/${state}`)
    await startTimer(shown)
    await pass(STAYS_MS - 1)
    expect(document.querySelector(NOTICE)).not.toBeNull()
    await pass(1)
    expect(document.querySelector(NOTICE)).toBeNull()
  })

  it.each(['failed', 'unclear'])('stays until it is closed: %s', async (state) => {
    const shown = await show(`components/NoticeBar/${state}`)
    await startTimer(shown)
    await pass(STAYS_MS * 10)
    expect(document.querySelector(NOTICE)).not.toBeNull()
  })

  it('stays while the pointer or the focus is on it', async () => {
    const shown = await show('components/NoticeBar/done')
    await startTimer(shown)
    shown.find(`${NOTICE} .close`).focus()
    await nextTick()
    await pass(STAYS_MS * 2)
    expect(document.querySelector(NOTICE)).not.toBeNull()
    shown.find(`${NOTICE} .close`).blur()
    await nextTick()
    await pass(STAYS_MS)
    expect(document.querySelector(NOTICE)).toBeNull()
  })

  it('goes by itself also where the one before was pointed at', async () => {
    const shown = await show('components/NoticeBar/done')
    await startTimer(shown)
    shown.find(NOTICE).dispatchEvent(new MouseEvent('mouseenter'))
    await nextTick()
    useNotices().done(() => ({ fact: 'The next one.' }))
    await nextTick()
    await pass(STAYS_MS)
    expect(document.querySelector(NOTICE)).toBeNull()
  })
})

describe('the messages of a window', () => {
  const inLine = () => textsOf('.line strong')
  const inList = () => textsOf('[data-testid=message] p')
  async function openList(shown: MountedStory): Promise<void> {
    await shown.appears('[data-testid=open-messages]')
    await shown.click('[data-testid=open-messages]')
    await vi.waitFor(() => expect(document.querySelector('[data-testid=messages]')).not.toBeNull())
  }

  it('belong to the page that they were given on, and are in the list on every other', async () => {
    const shown = await show('components/NoticeBar/done')
    expect(inLine()).toEqual(['21 koder forlenget til 30.06.2026.'])
    await shown.router.push({ name: 'settings' })
    await shown.press()
    expect(inLine()).toEqual([])
    await openList(shown)
    expect(inList()).toEqual(['21 koder forlenget til 30.06.2026. 2 slettede koder ble hoppet over.'])
    await shown.router.push('/')
    await shown.press()
    expect(inLine()).toEqual([])
  })

  it('that must be read wait on their page until they are closed, and are read out once', async () => {
    const shown = await show('components/NoticeBar/empty')
    useNotices().failed(() => ({ fact: 'The file could not be read.' }))
    await shown.press()
    expect(textOf('[role=status] strong')).toBe('The file could not be read.')
    await shown.router.push({ name: 'settings' })
    await shown.press()
    expect(inLine()).toEqual([])
    await shown.router.push('/')
    await shown.press()
    expect(inLine()).toEqual(['The file could not be read.'])
    expect(textOf('[role=status]')).toBe('')
    useNotices().done(() => ({ fact: 'Saved.' }))
    await shown.press()
    expect(inLine()).toEqual(['Saved.'])
    await shown.click('.line .close')
    expect(inLine()).toEqual(['The file could not be read.'])
    await shown.click('.line .close')
    expect(inLine()).toEqual([])
  })

  it('do not pile up where the same fails again', async () => {
    const shown = await show('components/NoticeBar/empty')
    for (let i = 0; i < 3; i += 1) useNotices().failed(() => ({ fact: 'There is nothing to undo.' }))
    await shown.press()
    await shown.click('.line .close')
    expect(inLine()).toEqual([])
    expect(useNotices().messages).toHaveLength(1)
  })

  it('are listed with the newest first, each with its own Undo where that is still possible', async () => {
    const shown = await show('components/notices/NoticeList/several', {
      answers: { 'history.undo': { operationId: 5, changed: 21 } },
    })
    expect(inList()).toEqual([
      'report.xlsx',
      '4 koder slettet. · undone',
      '21 koder slettet. 2 slettede koder ble hoppet over.',
      'Filen kunne ikke leses. Velg en annen fil.',
      '9 koder slettet.',
    ])
    const undo = textsOf('[data-testid=message] button')
    expect(undo).toEqual(['Undo'])
    expect(shown.find('[data-testid=message] button').getAttribute('aria-label')).toBe(
      'Undo: 21 koder slettet.',
    )
    await shown.click('[data-testid=message] button')
    expect(shown.host.inputsOf('history.undo')).toEqual([{ operationId: 2 }])
  })

  it('offer nothing any more where what they would take back is gone', async () => {
    const shown = await show('components/notices/NoticeList/empty')
    const back = vi.fn()
    const id = useNotices().done(() => ({ fact: 'Moved to another product.' }), back)
    await shown.press()
    expect(textsOf('[data-testid=message] button')).toEqual(['Undo'])
    useNotices().expire(id)
    await shown.press()
    expect(inList()).toEqual(['Moved to another product.'])
    expect(textsOf('[data-testid=message] button')).toEqual([])
  })

  it('are reached and left by the keyboard', async () => {
    const shown = await show('components/notices/NoticesMenu/closed')
    const button = shown.find('[data-testid=open-messages]')
    button.focus()
    await shown.press('Enter')
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('dialog'))
    expect(textOf('[data-testid=messages]')).toBe('MessagesNo messages yet.')
    await shown.press('Escape')
    await vi.waitFor(() => expect(button.getAttribute('aria-expanded')).toBe('false'))
    expect(document.activeElement).toBe(button)
  })

  it('that something failed are read out in the dialog that lies over the line', async () => {
    const shown = await show('components/AppDialog/open')
    useNotices().failed(() => ({ fact: 'The file could not be read.', rest: 'Choose another one.' }))
    await shown.press()
    expect(textOf('.dialog [role=alert] p')).toBe('The file could not be read. Choose another one.')
    await shown.click('[data-testid=dialog-failure] button')
    expect(document.querySelector('[data-testid=dialog-failure]')).toBeNull()
    expect(useNotices().current).toBeNull()
  })
})

describe('the calendar', () => {
  const focusedDay = () => document.activeElement?.getAttribute('aria-label')
  const open = (props: Record<string, unknown> = {}) =>
    show('components/MonthCalendar/today', { props: { modelValue: null, today: TODAY, ...props } })

  it('begins at the chosen day, else today, which it marks', async () => {
    await open()
    await vi.waitFor(() => expect(focusedDay()).toBe('Thursday, March 12, 2026'))
    expect(document.activeElement?.getAttribute('aria-current')).toBe('date')
  })

  it('moves by days and weeks, to the ends of a week, by months and years', async () => {
    const shown = await open({ modelValue: day('2026-03-31') })
    const went: unknown[] = []
    for (const key of [
      'ArrowRight',
      'ArrowLeft',
      'ArrowUp',
      'ArrowDown',
      'Home',
      'End',
      'PageUp',
      'PageDown',
      'Shift+PageDown',
    ]) {
      await shown.press(key)
      went.push(focusedDay())
    }
    expect(went).toEqual([
      'Wednesday, April 1, 2026',
      'Tuesday, March 31, 2026',
      'Tuesday, March 24, 2026',
      'Tuesday, March 31, 2026',
      'Monday, March 30, 2026',
      'Sunday, April 5, 2026',
      'Thursday, March 5, 2026',
      'Sunday, April 5, 2026',
      'Monday, April 5, 2027',
    ])
    expect(textOf('.calendar h3')).toBe('April 2027')
    expect(document.querySelectorAll('.calendar td [tabindex="0"]')).toHaveLength(1)
  })

  it('chooses the focused day by Enter', async () => {
    const shown = await open()
    await shown.press('ArrowDown', 'Enter')
    expect(shown.emitted['update:modelValue']).toEqual([['2026-03-19']])
    expect(textsOf('[aria-selected=true]')).toEqual(['19'])
  })

  it('does not choose a day before the first', async () => {
    const shown = await show('components/MonthCalendar/with a first day')
    await shown.press('PageUp')
    expect(document.activeElement?.getAttribute('aria-disabled')).toBe('true')
    await shown.press('Enter')
    expect(shown.emitted['update:modelValue']).toBeUndefined()
  })

  it('offers days from now, counted from the site’s today', async () => {
    const shown = await open()
    await shown.click('.shortcuts button:nth-child(2)')
    expect(shown.emitted['update:modelValue']).toEqual([['2026-06-10']])
  })
})

describe('a field for a day', () => {
  const FIELD = '.labelled-field input'
  const dayOf = (shown: MountedStory) => last(shown.emitted['update:modelValue'])?.[0]

  it('reads a day as people type it, and writes it out when it is left', async () => {
    const shown = await show('components/DateField/empty', { language: 'nb' })
    await shown.type(FIELD, '1.7')
    expect(dayOf(shown)).toBe('2026-07-01')
    expect(textOf('.hint')).toBe('Onsdag 1. juli 2026')
    shown.find(FIELD).blur()
    await shown.press()
    expect(shown.find(FIELD)).toHaveProperty('value', '01.07.2026')
  })

  it('says after it is left, and not before, that a text is no day', async () => {
    const shown = await show('components/DateField/empty')
    await shown.type(FIELD, 'soon')
    expect(document.querySelector('.error')).toBeNull()
    shown.find(FIELD).blur()
    await vi.waitFor(() => expect(textOf('.error')).toBe('This is not a date. Write it as Apr 11, 2026.'))
    expect(shown.find(FIELD).getAttribute('aria-invalid')).toBe('true')
    expect(dayOf(shown) ?? null).toBeNull()
  })

  it('opens the calendar by Alt and the arrow; a day chosen there closes it', async () => {
    const shown = await show('components/DateField/chosen')
    shown.find(FIELD).focus()
    await shown.press('Alt+ArrowDown')
    await shown.appears('.calendar')
    await vi.waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Tuesday, June 30, 2026'),
    )
    await shown.press('ArrowLeft', 'Enter')
    expect(dayOf(shown)).toBe('2026-06-29')
    expect(shown.find(FIELD)).toHaveProperty('value', 'Jun 29, 2026')
    await vi.waitFor(() => expect(document.querySelector('.calendar')).toBeNull())
  })
})

describe('a choice of one among a few', () => {
  it('is made by arrows round the ends, and the focus goes along', async () => {
    const shown = await show('components/SegmentedChoice/chosen')
    shown.find('[role=radio][tabindex="0"]').focus()
    await shown.press('ArrowRight')
    expect(shown.emitted['update:modelValue']).toEqual([['en']])
    expect(document.activeElement?.textContent?.trim()).toBe('English')
    await shown.press('ArrowDown')
    expect(last(shown.emitted['update:modelValue'])).toEqual(['nb'])
  })

  it('cannot be made while it is disabled', async () => {
    const shown = await show('components/SegmentedChoice/disabled')
    await shown.click('[role=radio]')
    expect(shown.emitted['update:modelValue']).toBeUndefined()
  })
})

describe('the views of a page', () => {
  it('are links, and the one that is shown is the current page', async () => {
    const shown = await show('components/SegmentedLinks/second')
    expect(shown.find('[aria-current]').textContent).toBe('Maler')
    expect(shown.find('nav').querySelectorAll('a, [aria-current]')).toHaveLength(2)
  })
})

describe('a plan', () => {
  it('has its failure in place of its lines, with what can be done', async () => {
    await show('components/plan/PlanList/failed')
    expect(textsOf('li')).toHaveLength(1)
    expect(textOf('li.warning')).not.toBe('')
  })

  it('has what moved above the lines, and is read out', async () => {
    const shown = await show('components/plan/PlanList/moved')
    expect(textsOf('li')).toEqual(['There are 20 now, not 21.', '20'])
    expect(shown.find('ul').getAttribute('aria-live')).toBe('polite')
  })

  it('names three of those skipped, and counts the others', async () => {
    await show('components/plan/SkippedList/many')
    expect(textOf('li')).toBe(
      '1,204 codes are skipped, they last longer: VESTLIA-7301, VESTLIA-7302, VESTLIA-7303 and 1,201 more',
    )
  })

  it('counts nothing more where all are named', async () => {
    await show('components/plan/SkippedList/few')
    expect(textOf('li')).toBe('2 codes are skipped, they are deleted: VESTLIA-7301, VESTLIA-7302')
  })
})

describe('jobs and the backend', () => {
  it('a running job says how far it is, and is cancelled by its button', async () => {
    const shown = await show('components/JobBar/running', { answers: { 'jobs.cancel': { running: true } } })
    expect(textOf('.job .figures')).toBe('312 of 488')
    expect(shown.find('[role=progressbar]').getAttribute('aria-valuetext')).toBe('312 of 488')
    await shown.click('.job .v-btn')
    expect(shown.host.inputsOf('jobs.cancel')).toEqual([{ jobId: 'job-1' }])
  })

  it('can be cancelled again where that failed, which is said', async () => {
    const shown = await show('components/shell/RunningJobs/several', {
      answers: { 'jobs.cancel': new Refusal('storage.unavailable', { reason: 'denied', place: 'data' }) },
    })
    await vi.waitFor(() => expect(textsOf('.job .v-btn')).toEqual(['Cancel']))
    await shown.click('.job .v-btn')
    await vi.waitFor(() => expect(useNotices().current?.tone).toBe('failed'))
    expect(textsOf('.job .v-btn')).toEqual(['Cancel'])
    expect(shown.find('.job .v-btn')).toHaveProperty('disabled', false)
  })

  it.each([
    ['en', 'Waiting for: Creating promo codes', 'Cancel'],
    ['nb', 'Venter på: Oppretter kampanjekoder', 'Avbryt'],
  ] as const)('a job that waits says what for in place of figures (%s)', async (language, text, cancel) => {
    await show('components/JobBar/waiting for a change', { language })
    expect(textOf('.job .figures')).toBe(text)
    expect(textsOf('.job .v-btn')).toEqual([cancel])
  })

  it('a save of this window that waits is among the jobs, without Cancel, until its turn', async () => {
    const shown = await show('components/shell/RunningJobs/a save that waits')
    // The job can be cancelled; the save is in the list.
    expect(textsOf('.job .label')).toEqual(['Creating promo codes'])
    expect(textOf('.more')).toBe('and 1 more')
    await shown.click('.more')
    expect(shown.emitted.all).toHaveLength(1)
    const payload = { requestId: 'request-0001', method: 'site.update', waitsFor: null }
    shown.host.emit({ name: 'requests.onWaiting', payload })
    await shown.press()
    expect(textsOf('.job .label')).toEqual(['Creating promo codes'])
    expect(document.querySelector('.more')).toBeNull()
  })

  it('saves of other clients are not', async () => {
    const shown = await show('components/shell/RunningJobs/a save that waits')
    const payload = { requestId: 'request-0002', method: 'views.save', waitsFor: 'promo.create' }
    shown.host.emit({ name: 'requests.onWaiting', payload })
    await shown.press()
    expect([textOf('.job .label'), textOf('.more')]).toEqual(['Creating promo codes', 'and 1 more'])
  })

  it('several are in the list, each with its own Cancel', async () => {
    const shown = await show('components/NoticeBar/with several jobs, narrow', {
      answers: { 'jobs.cancel': { running: true } },
    })
    expect([textOf('.line .label'), textOf('.line .more')]).toEqual(['Exporting the report', 'and 1 more'])
    await shown.click('.line .more')
    await vi.waitFor(() =>
      expect(textsOf('[data-testid=messages] .label')).toEqual([
        'Exporting the report',
        'Extending promo codes',
      ]),
    )
    await shown.click('[data-testid=messages] .job + .job .v-btn')
    expect(shown.host.inputsOf('jobs.cancel')).toEqual([{ jobId: 'job-1' }])
  })

  it('a save that waits says in the list what for, without Cancel', async () => {
    const shown = await show('components/notices/NoticeList/with a save that waits')
    expect(textsOf('.job .label')).toEqual(['Creating promo codes', 'Saving'])
    expect(textsOf('.job .figures')[1]).toBe('Waiting for: Creating promo codes')
    expect(textsOf('.job .v-btn')).toEqual(['Cancel'])
    expect(shown.find('[data-testid=messages]').getAttribute('aria-labelledby')).not.toBeNull()
  })

  it('progress is not read out with the messages', async () => {
    const shown = await show('components/NoticeBar/with a job')
    expect(textOf('.line .figures')).toBe('312 of 488')
    expect(shown.find('.line .job').closest('[role=status]')).toBeNull()
    expect(textOf('[role=status] strong')).toBe('21 koder slettet.')
  })

  it('cannot be cancelled twice', async () => {
    const shown = await show('components/JobBar/cancelling')
    expect(shown.find('.job .v-btn')).toHaveProperty('disabled', true)
  })

  it('the strip comes when the backend goes, and goes when it is back', async () => {
    const shown = await show('components/shell/BackendStrip/nothing to say')
    const strip = () => document.querySelector('[data-testid=backend-strip]')
    expect(strip()).toBeNull()
    shown.host.setBackend({ state: 'restarting', attempt: 1, retryInSeconds: 1 })
    await shown.press()
    expect(strip()?.closest('[role=status]')).not.toBeNull()
    shown.host.setBackend({ state: 'running' })
    await shown.press()
    expect(strip()).toBeNull()
  })
})

describe('a page whose program is gone', () => {
  it.each([
    ['no answer', 'does not answer'],
    ['ended', 'seems to have been closed'],
    ['other start', 'this tab belongs to the start before'],
  ])('says what happened and what to do, and looks again when asked: %s', async (state, fact) => {
    const shown = await show(`components/shell/BackendStrip/${state}`)
    const strip = document.querySelector('[data-testid=unreachable-strip]')
    expect(strip?.textContent).toContain(fact)
    expect(strip?.closest('[role=status]')).not.toBeNull()
    await shown.click('[data-testid=unreachable-strip] .v-btn')
    expect(shown.host.retries).toBe(1)
  })

  it('is to be read again after an update', async () => {
    await show('components/shell/BackendStrip/updated')
    expect(document.querySelector('[data-testid=unreachable-strip]')?.textContent).toContain('Reload')
  })
})

describe('the title bar', () => {
  const alt = async (shown: MountedStory, between: () => void = () => undefined) => {
    const at = document.activeElement ?? document.body
    at.dispatchEvent(new KeyboardEvent('keydown', { key: 'Alt', altKey: true, bubbles: true }))
    between()
    at.dispatchEvent(new KeyboardEvent('keyup', { key: 'Alt', bubbles: true }))
    await shown.press()
  }

  it('gives its menu button the focus by Alt alone, and takes it back by the next', async () => {
    const shown = await show('components/shell/TitleBar/window of its own')
    shown.find('.find').focus()
    await alt(shown, () => window.dispatchEvent(new Event('blur')))
    expect(document.activeElement?.className).toBe('find')
    await alt(shown)
    expect(document.activeElement?.getAttribute('aria-haspopup')).toBe('menu')
    await alt(shown)
    expect(document.activeElement?.className).toBe('find')
  })
})

describe('the navigation', () => {
  it('marks the page that is open, and names what waits in the outbox', async () => {
    const shown = await show('components/shell/NavigationPane/mail waits')
    await shown.router.push({ name: 'outbox' })
    await shown.press()
    expect(textOf('[aria-current=page]')).toContain('1,204')
    shown.host.answer({ 'mail.status': mailStatus() })
  })

  it('switches language and appearance at once', async () => {
    const shown = await show('components/shell/NavigationPane/full')
    await shown.click('.foot [lang=nb]')
    await vi.waitFor(() => expect(textsOf('nav a')).toContain('Historikk'))
    expect(shown.find('.foot [lang=nb]').getAttribute('aria-pressed')).toBe('true')
    await shown.click('.foot [role=group]:last-child button:last-child')
    expect(document.querySelector('.v-application')?.className).toContain('v-theme--dark')
    expect(shown.host.preferences).toMatchObject({ language: 'nb', theme: 'dark' })
  })
})

describe('the strip about the data folder', () => {
  const strip = () => document.querySelector('[data-testid=folder-strip]')

  it('says where the folder lies, and goes for good when it was read', async () => {
    const shown = await show('components/shell/FolderStrip/synced')
    await vi.waitFor(() => expect(strip()?.textContent).toContain('OneDrive'))
    await shown.click('[data-testid=folder-strip] button')
    expect(strip()).toBeNull()
    expect(shown.host.inputsOf('dataFolder.dismiss')).toEqual([{}])
  })

  it('says that others have access, and what to do then', async () => {
    await show('components/shell/FolderStrip/open')
    await vi.waitFor(() => expect(strip()?.textContent).toMatch(/^Other users .*home folder/))
  })

  it.each(['dismissed', 'safe'])('says nothing of a folder that is %s', async (state) => {
    const shown = await show(`components/shell/FolderStrip/${state}`)
    await vi.waitFor(() => expect(shown.host.inputsOf('dataFolder.place')).toHaveLength(1))
    expect(strip()).toBeNull()
  })

  it('says why it may come again', async () => {
    const shown = await show('components/shell/FolderStrip/network')
    await vi.waitFor(() => expect(strip()).not.toBeNull())
    shown.host.answer({
      'dataFolder.dismiss': new Refusal('storage.unavailable', { reason: 'read-only', place: 'data' }),
    })
    await shown.click('[data-testid=folder-strip] button')
    await vi.waitFor(() => expect(useNotices().current?.tone).toBe('failed'))
  })
})
