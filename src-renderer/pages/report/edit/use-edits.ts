import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CellEdit, Editable } from '#shared/contract/edits.ts'
import type { EditDone } from '#shared/contract/promo.ts'
import type { ReportRow } from '#shared/contract/report.ts'
import type { Site } from '#shared/contract/site.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { isOfRecipient } from '#shared/domain/term-content.ts'
import type { SlashedFirst } from '#shared/languages/formats.ts'
import { formatDate } from '#shared/wording/format.ts'
import { editedCells } from '#shared/wording/operations/code-operations.ts'
import { parseTypedDate, slashOrder } from '#shared/wording/typed-date.ts'
import type { CellEditing, CellHint, EditCells, EditedCell } from '../../../components/grid/editing.ts'
import { capitalised, useLanguage } from '../../../language.ts'
import { useApi } from '../../../api-client.ts'
import { wasDoneAnyway } from '../../../lost/lost-answer.ts'
import { reportLink } from '../../../report-link.ts'
import { useFailures } from '../../../stores/failures.ts'
import { useJobs } from '../../../stores/jobs.ts'
import { type SayLastChange, useLastChange } from '../../../stores/last-change.ts'
import { type NoticeText, useNotices } from '../../../stores/notices.ts'
import { useOpenedReports } from '../../../stores/opened-reports.ts'
import { useTranslator } from '../../../wording/translator.ts'
import type { DateOrderQuestion } from './date-order-question.ts'
import { editSentence } from './edit-sentence.ts'
import { readTerm, termOf } from './cell-terms.ts'

/** In the order in which they are said. */
const MAIL_PARTS = ['readdressed', 'renamed', 'joined', 'withheld', 'sent'] as const

/** Editing recipient, e-mail and terms in place: what is good is written as one step, the rest answered cell by cell. */
export function useEdits(resultSet: () => string | undefined, site: () => Site) {
  const { t } = useI18n()
  const { language, count, longDate } = useLanguage()
  const api = useApi()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const lastChange = useLastChange()
  const reports = useOpenedReports()
  const translator = useTranslator()

  const question = ref<DateOrderQuestion | null>(null)
  /** What comes first in pasted dates: asked where it is not plain; undefined where it need not be. Null for paste nothing. */
  async function askDateOrder(cells: readonly EditedCell[]): Promise<SlashedFirst | null | undefined> {
    // How a single one is read was said while it was typed.
    const texts = new Set(
      cells.filter(({ column }) => column === 'expires' || column === 'validFrom').map(({ text }) => text),
    )
    const { first, doubtful } = slashOrder(texts, language.value, site().today)
    if (texts.size < 2 || doubtful === undefined) return undefined
    return new Promise((answer) => (question.value = { example: doubtful, usual: first, answer }))
  }

  const edit: EditCells = async (cells) => {
    const open = resultSet()
    if (open === undefined || cells.length === 0) return []
    const slashedFirst = await askDateOrder(cells)
    if (slashedFirst === null)
      return cells.map(({ id, column }) => ({ id, column, sentence: t('panels.edit.dateOrder.canceled') }))
    const input = { resultSet: open, cells: cells as CellEdit[], language: language.value, slashedFirst }
    // Cells name their codes, so that the report, opened again, is as good.
    const answer = await reports
      .repeating(open, () => planAndEdit(input))
      .catch((error: unknown) => {
        if (!wasDoneAnyway(error)) throw error
        failures.report(error)
        return null
      })
    if (!answer) return []
    const { plan, done } = answer
    if (done) {
      const { changed, codes, operationId } = done
      notices.done(
        () => ({ fact: `${editedCells(changed, codes, translator)}.`, ...restOf(done) }),
        operationId,
      )
    }
    return (done ?? plan).bad.map((problem) => ({
      id: problem.id,
      column: problem.column,
      sentence: editSentence(problem, translator, language.value, site().today),
    }))
  }

  /** Since what was edited last was planned. */
  let changed: SayLastChange | undefined
  async function planAndEdit(input: Parameters<typeof api.promo.planEdit>[0]) {
    changed = lastChange.note()
    const plan = await api.promo.planEdit(input)
    const done =
      plan.change === 0 ? null : await jobs.follow(await api.promo.edit({ ...input, expect: plan.change }))
    return { plan, done }
  }

  /** What was skipped, and what happened to the messages of the codes. */
  function restOf({ bad, mail }: EditDone): Omit<NoticeText, 'fact'> {
    const parts = MAIL_PARTS.filter((part) => mail[part] > 0).map((part) =>
      t(`panels.edit.mail.${part}`, { n: count(mail[part]) }, mail[part]),
    )
    if (bad.length > 0) parts.unshift(t('panels.edit.badLeft', { n: count(bad.length) }, bad.length))
    const label = t('panels.edit.mail.sendAgain')
    return {
      ...(parts.length > 0 && { rest: parts.join(' ') }),
      ...(mail.sent > 0 && { link: { label, to: reportLink({ message: ['sent-elsewhere'] }) } }),
    }
  }

  const refuses = (row: ReportRow) => (row.status === 'deleted' ? t('panels.edit.deletedRow') : null)
  /** `first` is the first day that can be written. */
  function dateHint(text: string, first?: IsoDate): CellHint | null {
    const { today } = site()
    if (text.trim() === '') return null
    const day = parseTypedDate(text, language.value, today)
    if (!day)
      return {
        good: false,
        text: t('common.dates.unreadable', { example: formatDate(addDays(today, 30), language.value) }),
      }
    if (first !== undefined && day < first)
      return { good: false, text: t('report.extend.passed', { today: formatDate(first, language.value) }) }
    return { good: true, text: capitalised(longDate(day)) }
  }
  /** What the change means for the message of the code, which has name and address in it. */
  function mailHint(column: Editable, text: string, row: ReportRow): CellHint | null {
    const { message } = row
    if (!isOfRecipient(column)) return null
    if (!message || text.trim() === row[column]) return null
    if (message.state === 'queued') return { good: true, text: t(`panels.edit.hints.queued.${column}`) }
    const went = message.state === 'sent' || message.state === 'sending' || message.state === 'uncertain'
    return column === 'email' && went
      ? { good: true, text: t('panels.edit.hints.sent', { email: message.email }) }
      : null
  }
  const editing = (column: Editable): CellEditing<ReportRow> => ({
    start: (row) => (isOfRecipient(column) ? row[column] : translator.term(termOf(row, column))),
    refuses,
    hint: (text, row) => hintOf(column, text, row),
  })
  function hintOf(column: Editable, text: string, row: ReportRow): CellHint | null {
    if (isOfRecipient(column)) return mailHint(column, text, row)
    if (column === 'expires') return dateHint(text, site().today)
    if (column === 'validFrom') return dateHint(text)
    if (text.trim() === '') return null
    const read = readTerm(column, text, row)
    return read && { good: true, text: translator.term(read) }
  }
  return { edit, editing, question, sayLast: () => changed }
}
