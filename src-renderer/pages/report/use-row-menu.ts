import { CalendarPlus, PanelRight, RotateCcw, Send, TicketPercent, Tickets, Trash2 } from '@lucide/vue'
import { useI18n } from 'vue-i18n'
import type { ReportRow } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { countOf, includes, type Ranges } from '#shared/domain/selection.ts'
import { useKeyNames } from '../../actions/use-printed-keys.ts'
import { GRID_KEYS } from '../../components/grid/grid-keys.ts'
import type { GridMenuGroups, GridPlace } from '../../components/grid/menu.ts'
import { useLanguage } from '../../language.ts'
import { useChanges } from '../../stores/changes.ts'
import type { RowAction } from './RowPlan.vue'

export interface RowMenuOptions {
  today(): IsoDate
  ticked(): Ranges
  details(row: ReportRow): void
  batch(batch: number): void
  plan(action: RowAction): void
  send(ranges: Ranges): void
}

/** Of more rows than this, only the plan says what an action would skip. */
const MOST_LOOKED_AT = 200

/** What the rows of a menu are: those of the range it was opened in, or the ticked ones, or the one row. */
export function rowsOf({ rows: [from, end], position }: GridPlace<ReportRow>, ticked: Ranges): Ranges {
  return end - from === 1 && includes(ticked, position) ? ticked : [[from, end]]
}

/** The rows, where all of them have been read and there are not too many to look at. */
function readRows(ranges: Ranges, at: GridPlace<ReportRow>['at']): ReportRow[] | null {
  if (countOf(ranges) > MOST_LOOKED_AT) return null
  const rows: ReportRow[] = []
  for (const [from, end] of ranges)
    for (let position = from; position < end; position += 1) {
      const row = at(position)
      if (row === undefined) return null
      if (row) rows.push(row)
    }
  return rows
}

/** Why actions would do nothing to these rows; by the keys of their texts. */
export function whyNothing(
  rows: readonly ReportRow[] | null,
  today: IsoDate,
): { readonly change?: 'deleted'; readonly restore?: 'notDeleted' | 'expired' } {
  if (!rows || rows.length === 0) return {}
  const deleted = rows.filter(({ status }) => status === 'deleted')
  if (deleted.length === 0) return { restore: 'notDeleted' }
  return {
    ...(deleted.length === rows.length && { change: 'deleted' }),
    ...(deleted.every(({ expires }) => expires < today) && { restore: 'expired' }),
  }
}

/** What the context menu of a row offers beside the grid's own. */
export function useRowMenu(options: RowMenuOptions) {
  const { t } = useI18n()
  const { count } = useLanguage()
  const { text } = useKeyNames()
  const changes = useChanges()

  return (place: GridPlace<ReportRow>): GridMenuGroups => {
    const { row, point } = place
    if (row === null) return []
    const ranges = rowsOf(place, options.ticked())
    const n = countOf(ranges)
    const why = whyNothing(readRows(ranges, place.at), options.today())
    const reason = (key: 'deleted' | 'notDeleted' | 'expired' | undefined) =>
      changes.why ?? (key && t(`panels.row.why.${key}`, n))
    const title = (key: 'terms' | 'extend' | 'send' | 'restore' | 'remove') =>
      t(`panels.row.${key}`, { n: count(n) }, n)
    const plan = (kind: RowAction['kind']) => () => options.plan({ kind, ranges, point })
    return [
      [
        {
          key: 'details',
          title: t('panels.row.details'),
          icon: PanelRight,
          keys: text(GRID_KEYS.details.shortcuts[0]),
          run: () => options.details(row),
        },
        {
          key: 'batch',
          title: t('panels.row.batch'),
          icon: Tickets,
          run: () => options.batch(row.batch),
        },
      ],
      [
        {
          key: 'terms',
          title: title('terms'),
          icon: TicketPercent,
          why: reason(why.change),
          run: plan('terms'),
        },
        {
          key: 'extend',
          title: title('extend'),
          icon: CalendarPlus,
          why: reason(why.change),
          run: plan('extend'),
        },
        {
          key: 'send',
          title: title('send'),
          icon: Send,
          why: reason(why.change),
          run: () => options.send(ranges),
        },
        {
          key: 'restore',
          title: title('restore'),
          icon: RotateCcw,
          why: reason(why.restore),
          run: plan('restore'),
        },
        {
          key: 'remove',
          title: title('remove'),
          icon: Trash2,
          danger: why.change === undefined && !changes.off,
          why: reason(why.change),
          run: plan('remove'),
        },
      ],
    ]
  }
}
