import { PanelRight, Tickets } from '@lucide/vue'
import { useI18n } from 'vue-i18n'
import type { ReportRow } from '#shared/contract/report.ts'
import type { GridMenuGroups, GridPlace } from '../../components/grid/menu.ts'

/** What the context menu of a row offers beside the grid's own. */
export function useRowMenu(actions: { details(row: ReportRow): void; batch(batch: number): void }) {
  const { t } = useI18n()
  return ({ row }: GridPlace<ReportRow>): GridMenuGroups =>
    row === null
      ? []
      : [
          [
            {
              key: 'details',
              title: t('panels.row.details'),
              icon: PanelRight,
              keys: 'Enter',
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
