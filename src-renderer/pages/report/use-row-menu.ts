import { PanelRight, Tickets } from '@lucide/vue'
import { useI18n } from 'vue-i18n'
import type { ReportRow } from '#shared/contract/report.ts'
import { useKeyNames } from '../../actions/use-printed-keys.ts'
import { GRID_KEYS } from '../../components/grid/grid-keys.ts'
import type { GridMenuGroups, GridPlace } from '../../components/grid/menu.ts'

/** What the context menu of a row offers beside the grid's own. */
export function useRowMenu(actions: { details(row: ReportRow): void; batch(batch: number): void }) {
  const { t } = useI18n()
  const { text } = useKeyNames()
  return ({ row }: GridPlace<ReportRow>): GridMenuGroups =>
    row === null
      ? []
      : [
          [
            {
              key: 'details',
              title: t('panels.row.details'),
              icon: PanelRight,
              keys: text(GRID_KEYS.details.shortcuts[0]),
              run: () => actions.details(row),
            },
            {
              key: 'batch',
              title: t('panels.row.batch'),
              icon: Tickets,
              run: () => actions.batch(row.batch),
            },
          ],
        ]
}
