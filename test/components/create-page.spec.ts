import { describe, expect, it, vi } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { CREATION_TEXT_NAMES, ofEachText } from '#shared/domain/creation.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import { useCreateDraft } from '../../src-renderer/pages/create/draft.ts'
import { useNotices } from '../../src-renderer/stores/notices.ts'
import { operation } from '../workbench/data/history.ts'
import { BAD_ROWS, recipientImport } from '../workbench/data/recipients.ts'
import { SITE } from '../workbench/data/site.ts'
import { type Answers, pending } from '../workbench/fake-host.ts'
import { show, textOf, textsOf } from './show.ts'

const FOLDER = 'pages/create'
const row = (index: number) => `[data-index="${index}"]`
const exists = (selector: string) => document.querySelector(selector) !== null
const buttons = (selector: string) => textsOf(`${selector} .ways button`)
const said = () => textOf('#rows-panel > [role=status]')
const last = <T>(list: readonly T[] | undefined): T | undefined => list?.at(-1)

describe('the rows of a recipient file', () => {
  /** The answer to a correction: the row as it is then. */
  const corrected = (now: object) => ({
    import: recipientImport({ counts: { ...recipientImport().counts, bad: 3, good: 485 } }),
    row: { ...BAD_ROWS[0]!, ...now },
  })

  it('that are bad say where they are, why, and what would be right', async () => {
    await show(`${FOLDER}/ImportRows/bad`)
    expect(textsOf('#rows-panel .number')).toEqual(['4', '8', '10', '13'])
    expect(textsOf('#rows-panel .what strong')).toEqual([
      'The address has a comma after the @.',
      'The email address is missing.',
      'The address is on row 2 already.',
      'The spreadsheet has an error value in place of the address.',
    ])
    expect(buttons(row(0))).toEqual(['Use kurs@havbris.example', 'Skip row'])
    expect(buttons(row(1))).toEqual(['Skip row'])
    expect(textOf(`${row(1)} .ways .muted`)).toBe('Enter the recipient’s email address.')
    expect(buttons(row(2))).toEqual(['Skip row', 'Keep both'])
    expect(textOf(`${row(3)} .chip`)).toBe('#N/A in the file')
  })

  it('take the suggestion in one click, which is read out, and the focus goes on to the next', async () => {
    const shown = await show(`${FOLDER}/ImportRows/bad`, {
      answers: {
        'recipients.correct': corrected({ email: 'kurs@havbris.example', problem: null, corrected: true }),
      },
    })
    shown.host.answer({ 'recipients.rows': { total: 3, rows: BAD_ROWS.slice(1) } })
    await shown.click(`${row(0)} .ways button`)
    expect(shown.host.inputsOf('recipients.correct')).toEqual([
      { importId: 'import-1', row: 4, part: 1, change: { kind: 'edit', email: 'kurs@havbris.example' } },
    ])
    await vi.waitFor(() => expect(textsOf('#rows-panel .number')).toEqual(['8', '10', '13']))
    expect(said()).toBe('Row 4 can be used now.')
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Fix row 8'))
  })

  it('are taken out, or kept although the address is there twice', async () => {
    const shown = await show(`${FOLDER}/ImportRows/bad`, {
      answers: { 'recipients.correct': ({ row: at }) => corrected({ row: at }) },
    })
    await shown.click(`${row(1)} .ways button`)
    expect(said()).toBe('Row 8 is skipped.')
    await shown.click(`${row(2)} .ways button:last-child`)
    expect(shown.host.inputsOf('recipients.correct').map(({ row: at, change }) => [at, change.kind])).toEqual(
      [
        [8, 'skip'],
        [10, 'keep'],
      ],
    )
  })

  it('are corrected in place: Enter saves, and a row that is still bad says why', async () => {
    const shown = await show(`${FOLDER}/ImportRows/bad`, {
      answers: {
        'recipients.correct': corrected({ row: 8, email: 'kurs', problem: 'no-at', suggestion: null }),
      },
    })
    await shown.click(`${row(1)} .edit`)
    const email = `${row(1)} form input`
    expect(document.activeElement).toBe(shown.find(email))
    await shown.type(email, 'kurs')
    await shown.press('Enter')
    expect(shown.host.inputsOf('recipients.correct')[0]?.change).toEqual({
      kind: 'edit',
      email: 'kurs',
      name: BAD_ROWS[1]?.name,
    })
    await vi.waitFor(() => expect(said()).toBe('Row 8: The address has no @.'))
    expect(exists('#rows-panel form')).toBe(false)
  })

  it('stay as they were by Escape, and the focus is where it was', async () => {
    const shown = await show(`${FOLDER}/ImportRows/bad`)
    await shown.click(`${row(2)} .edit`)
    await shown.type(`${row(2)} form input`, 'something else')
    await shown.press('Escape')
    expect(exists('#rows-panel form')).toBe(false)
    expect(shown.host.inputsOf('recipients.correct')).toEqual([])
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Fix row 10'))
  })

  it('named by their address are corrected at the name', async () => {
    const shown = await show(`${FOLDER}/RowEditor/name`)
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Name')
    await shown.type('form input:nth-of-type(2)', 'Kari Nordmann')
    await shown.press('Enter')
    expect(shown.emitted.save).toEqual([[{ email: 'kurs2@havbris.example', name: 'Kari Nordmann' }]])
  })

  it('that are good cannot be touched', async () => {
    await show(`${FOLDER}/ImportRowItem/good`)
    expect(exists('button')).toBe(false)
    expect(textOf('.email')).toBe('kurs1@havbris.example')
  })

  it('that there are none of say so', async () => {
    await show(`${FOLDER}/ImportRows/empty`)
    expect(textOf('.empty')).toBe('Every recipient has a name in the file.')
    expect(exists('[role=table]')).toBe(false)
  })

  it('are chosen by tabs, with arrows round the ends', async () => {
    const shown = await show(`${FOLDER}/RowTabs/some bad`)
    expect(textsOf('[role=tab]')).toEqual(['Valid rows 484', 'Rows to fix 4', 'Name from the address 12'])
    shown.find('[role=tab][aria-selected=true]').focus()
    await shown.press('ArrowRight', 'ArrowRight')
    expect(shown.emitted['update:modelValue']).toEqual([['named'], ['good']])
    expect(document.activeElement?.id).toBe('rows-tab-good')
    expect(document.querySelectorAll('[role=tab][tabindex="0"]')).toHaveLength(1)
  })

  it('taken out are counted, and the last is put back', async () => {
    const shown = await show(`${FOLDER}/ImportRows/bad`, {
      answers: { 'recipients.correct': ({ row: at }) => corrected({ row: at }) },
    })
    expect(textOf('.strip')).toBe('1 row is skipped Include again')
    await shown.click(`${row(0)} .ways button:last-child`)
    await shown.click(`${row(1)} .ways button:last-child`)
    await shown.click('.strip button')
    expect(last(shown.host.inputsOf('recipients.correct'))).toEqual({
      importId: 'import-1',
      row: 8,
      part: 1,
      change: { kind: 'edit' },
    })
  })
})

describe('how a file was read', () => {
  const facts = () =>
    [...document.querySelectorAll<HTMLElement>('[data-fact]')].map(({ dataset }) => dataset.fact)
  async function choose(shown: Awaited<ReturnType<typeof show>>, fact: string, label: string): Promise<void> {
    await shown.click(`[data-fact=${fact}] .change`)
    await shown.appears('[role=menuitemradio]')
    const item = [...document.querySelectorAll<HTMLElement>('[role=menuitemradio]')].find(
      ({ textContent }) => textContent.trim() === label,
    )
    item?.click()
    await shown.press()
  }

  it('is said with encoding and delimiter for a text, and another can be chosen', async () => {
    const shown = await show(`${FOLDER}/ReadingFacts/text`)
    expect(facts()).toEqual(['encoding', 'delimiter', 'headerRow', 'columns'])
    expect(textsOf('[data-fact] strong')).toEqual(['UTF-8', 'Tab', 'No', '1 email'])
    await choose(shown, 'encoding', 'Windows-1252')
    expect(shown.emitted.choose).toEqual([[{ encoding: 'windows-1252' }]])
  })

  it('marks what is in effect in its menu', async () => {
    const shown = await show(`${FOLDER}/ReadingFacts/text`)
    expect(textOf('[data-fact=encoding] .note')).toBe('2 unreadable characters (�)')
    await shown.click('[data-fact=delimiter] .change')
    await shown.appears('[role=menuitemradio]')
    expect(textsOf('[role=menuitemradio][aria-checked=true]')).toEqual(['Tab'])
    expect(textsOf('[role=menuitemradio]')).toHaveLength(5)
  })

  it('is said with the sheet for a workbook, and another can be chosen', async () => {
    const shown = await show(`${FOLDER}/ReadingFacts/workbook`)
    expect(facts()).toEqual(['sheet', 'headerRow', 'columns'])
    expect(textOf('[data-fact=sheet] .note')).toBe('the file opens here')
    await choose(shown, 'sheet', 'Venteliste (31)')
    expect(shown.emitted.choose).toEqual([[{ sheet: 'Venteliste' }]])
  })

  it('swaps the two columns where the address is in the other', async () => {
    const shown = await show(`${FOLDER}/ReadingFacts/workbook`)
    expect(textOf('[data-fact=columns] strong')).toBe('1 email, 2 name')
    await choose(shown, 'columns', '2: Navn')
    expect(last(shown.emitted.choose)).toEqual([{ emailColumn: 1, nameColumn: 0 }])
  })
})

const OVER_LIMIT = new Refusal('recipients.over-limit', {
  count: 1204,
  limit: 1000,
  row: 1002,
  email: 'kurs1001@havbris.example',
})

describe('a recipient file', () => {
  it('with bad rows opens on them', async () => {
    const shown = await show(`${FOLDER}/FilePane/read`)
    expect(shown.find('[role=tab][aria-selected=true]').id).toBe('rows-tab-bad')
    expect(textOf('[role=status].already, .already')).toContain('12 recipients already have an active code')
  })

  it('without bad rows opens on the good ones, and has none to save', async () => {
    const shown = await show(`${FOLDER}/FilePane/read as text`)
    expect(shown.find('[role=tab][aria-selected=true]').id).toBe('rows-tab-good')
    expect(textsOf('.tabs .v-btn')).toEqual([])
  })

  it('is read again as the person chooses', async () => {
    const shown = await show(`${FOLDER}/FilePane/read as text`)
    await shown.click('[data-fact=encoding] .change')
    await shown.appears('[role=menuitemradio]')
    await shown.click('[role=menuitemradio]:last-of-type')
    await vi.waitFor(() => expect(shown.host.inputsOf('recipients.read')).toHaveLength(2))
    expect(last(shown.host.inputsOf('recipients.read'))?.choices).toEqual({ encoding: 'iso-8859-16' })
  })

  it('is named while it is being read, which is read out', async () => {
    await show(`${FOLDER}/FilePane/reading`)
    expect(textOf('.reading p')).toBe('Reading example.txt')
    expect(document.querySelector('.reading')?.getAttribute('aria-live')).toBe('polite')
  })

  it('with two likely columns is a question, and cannot be used before it is answered', async () => {
    const shown = await show(`${FOLDER}/FilePane/question`)
    expect(exists('[role=tablist]')).toBe(false)
    expect(useCreateDraft().read.creation).toBeNull()
    expect(useCreateDraft().read.problems.file).toEqual({ code: 'column-unclear' })
    expect(textOf('.question')).toContain('12 different addresses, for example: kurs1@havbris.example')
    await shown.click('.question button')
    expect(last(shown.host.inputsOf('recipients.read'))?.choices).toEqual({ emailColumn: 1 })
  })

  it('says what was left out, and includes it by one click', async () => {
    const shown = await show(`${FOLDER}/LeftOutList/everything`)
    expect(textsOf('[data-left-out]').map((text) => text.replace(/\s+/g, ' '))).toEqual([
      'Above the headings, row 1: 1 address not included.',
      '3 rows that are hidden or filtered out are not included. Include',
      'Column “Owner Email”: 488 addresses not included. Use column',
      'Column 6: 2 addresses not included. Use column',
      'Another table begins on row 502: 12 addresses not included. Read table',
      'The columns after number 500 were not read. They have no addresses.',
      'Sheet “Venteliste”: 31 addresses not included. Read sheet',
      'Hidden sheet “Arkiv”: 1 address not included. Read sheet',
      'The sheet “Gammel” cannot be read.',
      '8 addresses were cleaned of invisible characters or quotation marks, or taken from a link.',
    ])
    await shown.click('[data-left-out=hidden-rows] button')
    await shown.click('[data-left-out="column 4"] button')
    await shown.click('[data-left-out="sheet Venteliste"] button')
    expect(shown.emitted.choose).toEqual([
      [{ includeHidden: true }],
      [{ emailColumn: 4, nameColumn: undefined }],
      [{ sheet: 'Venteliste' }],
    ])
  })

  it('takes included rows out again', async () => {
    const shown = await show(`${FOLDER}/LeftOutList/hidden rows included`)
    await shown.click('[data-left-out=included] button')
    expect(shown.emitted.choose).toEqual([[{ includeHidden: undefined }]])
  })

  it('with a damaged sheet offers the others', async () => {
    await show(`${FOLDER}/ImportRefused/damaged sheet`)
    expect(textOf('[role=alert]')).toContain('The sheet “Deltakere” of')
    expect(textsOf('.refused button')).toEqual(['Read sheet', 'Choose file', 'Read again'])
  })

  it('that has nothing in it says so, that nothing was imported, and the ways out', async () => {
    await show(`${FOLDER}/ImportRefused/no addresses`)
    expect(textOf('[role=alert]')).toContain('Nothing was imported.')
    expect(textsOf('.refused button')).toEqual(['Choose file', 'Read again'])
  })

  it('over the limit is split, in words that say how', async () => {
    const shown = await show(`${FOLDER}/FilePane/refused`, { answers: { 'recipients.read': OVER_LIMIT } })
    expect(textOf('.refused')).toContain('Split the file into two batches')
    expect(textOf('.refused')).toContain('1,000 and 204 recipients, with the same settings')
    shown.host.answer({ 'recipients.read': recipientImport({ batches: 2 }) })
    await shown.click('.refused button')
    await vi.waitFor(() => expect(exists('[role=tablist]')).toBe(true))
    expect(last(shown.host.inputsOf('recipients.read'))?.choices).toEqual({ splitOverLimit: true })
  })

  it('over the limit is read as soon as the limit is raised, whoever raises it', async () => {
    const shown = await show(`${FOLDER}/FilePane/refused`, { answers: { 'recipients.read': OVER_LIMIT } })
    shown.host.answer({ 'recipients.read': recipientImport() })
    shown.host.emit({ name: 'site.onChanged', payload: { ...SITE, recipientLimit: 10_000 } })
    await vi.waitFor(() => expect(exists('[role=tablist]')).toBe(true))
    expect(last(shown.host.inputsOf('recipients.read'))?.choices).toEqual({})
  })

  it('whose reading was lost can be chosen again', async () => {
    const shown = await show(`${FOLDER}/ImportRefused/lost`)
    expect(textOf('.refused')).toContain('has to be read again')
    expect(textsOf('.refused button')).toEqual(['Choose file'])
    expect(shown.host.inputsOf('recipients.read')).toEqual([])
  })

  it('is removed by its button', async () => {
    const shown = await show(`${FOLDER}/FileField/read`)
    expect(textOf('[data-testid=file-card] .hint')).toContain('488 rows')
    await shown.click('[data-testid=file-card] .remove')
    expect(exists('[data-testid=file-card]')).toBe(false)
    expect(useCreateDraft().file.state.at).toBe('none')
  })
})

describe('creating codes', () => {
  const CREATE = '.page-bar .v-btn--variant-flat'
  const SUMMARY = '#create-summary'
  const field = (name: string) => `[data-field=${name}] input`

  it('is not possible without a file, and says why', async () => {
    const shown = await show(`${FOLDER}/CreatePage/empty`)
    expect(shown.find(CREATE)).toHaveProperty('disabled', true)
    expect(shown.find(CREATE).getAttribute('aria-describedby')).toBe('create-summary')
    expect(textOf(SUMMARY)).toBe('Choose a recipient file to see here what will be created.')
    await shown.press('Control+Enter')
    expect(shown.host.inputsOf('promo.create')).toEqual([])
  })

  it('with something missing leads by Ctrl+Enter to the first field, which says what is wrong', async () => {
    const shown = await show(`${FOLDER}/CreatePage/one recipient`)
    await shown.type(field('name'), '')
    await shown.press('Control+Enter')
    expect(document.activeElement).toBe(shown.find(field('name')))
    expect(textOf('[data-field=name] p[role=alert]')).toBe('Enter the name of the company or person.')
    expect(shown.host.inputsOf('promo.create')).toEqual([])
  })

  it('takes the suggestion for an address in one click', async () => {
    const shown = await show(`${FOLDER}/TextField/wrong, with a suggestion`)
    await shown.click('.use')
    expect(shown.emitted['update:modelValue']).toEqual([['kurs@havbris.example']])
  })

  it('says what will be made, and makes just that by Ctrl+Enter', async () => {
    const shown = await show(`${FOLDER}/CreatePage/one recipient`, {
      answers: {
        'promo.create': { operationId: 44, codes: 1, recipients: 1, batchIds: [3] },
        'promo.plan': {
          recipients: 1,
          codes: 1,
          batches: 1,
          leftOut: 0,
          problems: [],
          warnings: [],
          conflicts: { count: 0, rows: [] },
          alreadyHave: 0,
        },
      },
    })
    await vi.waitFor(() => expect(textOf(CREATE)).toBe('Create 1 code'))
    await vi.waitFor(() => expect(textOf(SUMMARY)).toContain('1 code for '))
    await shown.press('Control+Enter')
    await vi.waitFor(() => expect(shown.host.inputsOf('promo.create')).toHaveLength(1))
    expect(shown.host.inputsOf('promo.create')[0]?.expect).toEqual({ codes: 1 })
    await vi.waitFor(() => expect(useNotices().current?.undo).toBe(44))
  })

  it('asks for every text that a creation can have, and sends what was written', async () => {
    const shown = await show(`${FOLDER}/CreatePage/one recipient`, { answers: { 'promo.create': pending } })
    for (const name of CREATION_TEXT_NAMES) {
      expect(textOf(`[data-field=${name}] label`)).toBe(REPORT_WORDS.en.textLabels[name])
      await shown.type(field(name), ` ${name} of May `)
    }
    const written = ofEachText((name) => `${name} of May`)
    await vi.waitFor(() => expect(last(shown.host.inputsOf('promo.plan'))).toMatchObject(written))
    await shown.press('Control+Enter')
    await vi.waitFor(() => expect(shown.host.inputsOf('promo.create')[0]?.creation).toMatchObject(written))
  })

  it('cannot be asked for twice', async () => {
    const shown = await show(`${FOLDER}/CreatePage/one recipient`, { answers: { 'promo.create': pending } })
    await vi.waitFor(() => expect(textOf(CREATE)).toMatch(/^Create 1/))
    await shown.press('Control+Enter', 'Control+Enter')
    expect(shown.host.inputsOf('promo.create')).toHaveLength(1)
    expect(shown.find('.panes').hasAttribute('inert')).toBe(true)
    expect(textOf(SUMMARY)).toContain('Creating 1 code.')
  })

  it('creates nothing where the number is another by then, and says both', async () => {
    await show(`${FOLDER}/CreateBar/long name, moved`)
    expect(textOf('.moved')).toBe(
      'The figures have changed: 2 codes were shown, now it would be 1. Nothing was created.',
    )
  })

  it('shows afterwards what was made, with the way on and the way back', async () => {
    const shown = await show(`${FOLDER}/DonePanel/one batch`, {
      answers: {
        'history.list': {
          total: 1,
          operations: [operation({ kind: 'delete-codes', changed: 484, skipped: [] }, { id: 44 })],
        },
        'history.undo': { operationId: 45, changed: 484 },
      },
    })
    expect(textOf('#done-title')).toBe('484 codes created for 484 recipients.')
    const ways = [...document.querySelectorAll<HTMLElement>('li .v-btn')]
    ways.at(-2)?.click()
    expect(shown.emitted.more).toEqual([[]])
    ways.at(-1)?.click()
    await vi.waitFor(() => expect(shown.host.inputsOf('history.undo')).toEqual([{ operationId: 44 }]))
    ways[0]?.click()
    await vi.waitFor(() => expect(shown.router.currentRoute.value.name).toBe('report'))
  })
})

describe('a code of one’s own', () => {
  it('that cannot be used is no ticket, and one click takes what was probably meant', async () => {
    const shown = await show(`${FOLDER}/CodeFields/one of your own, refused`)
    await shown.click('[data-field=customCode] .use')
    expect(useCreateDraft().form.customCode).toBe('VAR-25')
  })

  it('is on the ticket once it can be created', async () => {
    const refused = await show(`${FOLDER}/OnePreview/a code that cannot be used`)
    expect(textOf('.ticket .code')).not.toContain('VÅR 25')
    expect(textOf('[data-testid=code-refused]')).toBe('Cannot be used')
    refused.unmount()
    const taken = await show(`${FOLDER}/OnePreview/a code that somebody has`)
    expect(textOf('.ticket .code')).not.toContain('VAR-25')
    taken.unmount()
    await show(`${FOLDER}/OnePreview/a code of one’s own`)
    expect(textOf('.ticket .code')).toBe('VAR-25')
  })
})

describe('pasted recipients', () => {
  it('are read from what is typed or pasted in the dialog, under a name of their own', async () => {
    const shown = await show(`${FOLDER}/PasteDialog/empty`)
    await shown.click('button[type=submit]')
    expect(textOf('.v-overlay')).toContain('Paste at least one address.')
    await shown.type('textarea', 'Kari Nordmann <kari@example.com>; ola@example.com')
    await shown.click('button[type=submit]')
    await vi.waitFor(() => expect(shown.host.inputsOf('recipients.read')).toHaveLength(1))
    expect(shown.host.inputsOf('recipients.keepPasted')).toEqual([
      { text: 'Kari Nordmann <kari@example.com>; ola@example.com', name: 'Pasted recipients' },
    ])
    expect(last(shown.host.inputsOf('recipients.read'))).toEqual({ file: 'pasted-token-0001', choices: {} })
    expect(last(shown.emitted['update:modelValue'])).toEqual([false])
  })

  it('can be changed afterwards', async () => {
    const shown = await show(`${FOLDER}/FileField/pasted`)
    await shown.click('.card .link')
    await shown.appears('textarea')
    expect(document.querySelector('textarea')?.value).toBe('kari@example.com\nola@example.com')
  })

  it('are taken anywhere on the page but in a field', async () => {
    const file = { token: 'pasted-token-0001', name: 'Pasted recipients', bytes: 24 }
    const answers: Answers = { 'recipients.keepPasted': file, 'recipients.read': pending }
    const shown = await show(`${FOLDER}/CreatePage/empty`, { answers })
    const paste = (target: EventTarget, text: string) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }
    paste(shown.find('[data-field=batchName] input'), 'kari@example.com')
    paste(document.body, 'no address')
    expect(shown.host.inputsOf('recipients.keepPasted')).toEqual([])
    paste(document.body, 'kari@example.com\tKari')
    await vi.waitFor(() => expect(shown.host.inputsOf('recipients.keepPasted')).toHaveLength(1))
  })
})

it('a custom code that a spreadsheet would change is warned about', async () => {
  const shown = await show(`${FOLDER}/CodeFields/one of your own, several times`)
  expect(textOf('.warning')).toBe('')
  await shown.type('[data-field=customCode] input', 'MAR-1')
  expect(textOf('.warning')).toContain('A spreadsheet reads this code as a number or a date')
  await shown.type('[data-field=customCode] input', 'VAAR-1')
  expect(textOf('.warning')).toBe('')
})
