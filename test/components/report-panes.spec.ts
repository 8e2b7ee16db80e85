import { expect, it } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { errorText } from '#shared/wording/error-texts.ts'
import { OPERATIONS } from '../workbench/data/history.ts'
import { SUMMARY } from '../workbench/data/overview.ts'
import { BUSY_DETAILS } from '../workbench/data/report.ts'
import { show, textsOf } from './show.ts'

const NAME = '#name-of-view input'

it('renaming a saved view begins with the name that it has, the first time too', async () => {
  const shown = await show('pages/report/ViewTabs/renaming')
  expect((shown.find(NAME) as HTMLInputElement).value).toBe('Vårkurs, ubrukt')
})

it('a name that is taken keeps the dialog open until another is typed', async () => {
  const shown = await show('pages/report/saved/NameDialog/name taken')
  const field = shown.find(NAME)
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(shown.emitted['update:modelValue']).toBeUndefined()
  await shown.type(NAME, 'Spring')
  expect(field.getAttribute('aria-invalid')).toBeNull()
})

it('a history that could not be read says so beside the report, and is read when asked again', async () => {
  const shown = await show('pages/report/side/HistoryPane/failed')
  expect(document.querySelector('.operation')).toBeNull()
  shown.host.answer({ 'history.list': { total: OPERATIONS.length, operations: [...OPERATIONS] } })
  await shown.click('.refusal button')
  await shown.appears('.operation')
  expect(document.querySelector('.refusal')).toBeNull()
})

it('events of a code that could not be read are read when asked again', async () => {
  const shown = await show('pages/report/side/CodeEvents/failed')
  await shown.appears('.refusal')
  shown.host.answer({ 'report.details': BUSY_DETAILS })
  await shown.click('.refusal button')
  await shown.appears('.events li')
  expect(document.querySelector('.refusal')).toBeNull()
})

it('what was undone of a code says so in a word of its own', async () => {
  const shown = await show('pages/report/side/CodeEvents/much happened')
  await shown.appears('.events li')
  expect(textsOf('.events .operation.undone')).toEqual([
    '3 codes deleted · undone Mar 12, 2026 09:30 · operation 47',
  ])
})

it('dates that can be read both ways are asked about once, with what each way means', async () => {
  const answers: unknown[] = []
  const question = {
    example: '05/06/2026',
    usual: 'month' as const,
    answer: (it: unknown) => answers.push(it),
  }
  const shown = await show('pages/report/edit/DateOrderDialog/month first as usual', {
    props: { modelValue: question },
  })
  expect(textsOf('[role=radiogroup] label')).toEqual([
    'Wednesday, May 6, 2026 month first',
    'Friday, June 5, 2026 day first',
  ])
  await shown.click('[role=radiogroup] label:last-child input')
  await shown.click('.actions button:last-child')
  expect(answers).toEqual(['day'])
})

it('a print that cannot be read says what to do, and is read when asked again', async () => {
  const shown = await show('pages/report/print/PrintView/failed')
  await shown.appears('.refusal')
  const { fact, remedy } = errorText(new Refusal('report.unknown-result-set', {}), 'en')
  expect(textsOf('.refusal')[0]).toContain(fact)
  expect(textsOf('.refusal')[0]).toContain(remedy)
  shown.host.answer({ 'report.summary': SUMMARY })
  await shown.click('.refusal button')
  await shown.appears('.paper')
  expect(document.querySelector('.refusal')).toBeNull()
})

it('a count of nothing has no bar, whatever the look of its status', async () => {
  await show('pages/report/figures/ShareBars/choosable')
  expect(document.querySelectorAll('.share')).toHaveLength(4)
  expect(document.querySelectorAll('.share .track i')).toHaveLength(3)
})
