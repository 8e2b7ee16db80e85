import type { Figure } from './figure.ts'
import { countValuesFigure, sumRangeFigure } from './figures/count-values.ts'
import { changeTermsFigure } from './figures/change-terms.ts'
import { createFigure } from './figures/create.ts'
import { csvMemoryFigure, xlsxMemoryFigure } from './figures/export-memory.ts'
import { xlsxCellsFigure, xlsxMillionFigure } from './figures/export-million.ts'
import { csvFigure, xlsxFigure } from './figures/export.ts'
import { answeringFigure, extendEverythingFigure } from './figures/extend-everything.ts'
import { extendFigure } from './figures/extend.ts'
import { importFigure, importWorkbookFigure } from './figures/import.ts'
import { gridFigures } from './figures/grid-window.ts'
import { openByEmailFigure, openByMessageFigure } from './figures/open-active.ts'
import { anyColumnFigure, openReportFigure } from './figures/open-report.ts'
import { overviewFigure } from './figures/overview.ts'
import { planBesideClientsFigure } from './figures/plan-beside-clients.ts'
import { planQueueFigure } from './figures/plan-queue.ts'
import { importRedemptionsFigure, redeemFigure } from './figures/redemptions.ts'
import { rowWindowFigure } from './figures/row-window.ts'
import { soakMemoryFigure } from './figures/soak-memory.ts'
import { startUpFigure } from './figures/start-up.ts'

/** Everything that the bench measures, in its order. */
export const createFigures = (): Figure[] => [
  createFigure,
  openReportFigure,
  anyColumnFigure,
  openByEmailFigure,
  openByMessageFigure,
  overviewFigure,
  countValuesFigure,
  sumRangeFigure,
  planBesideClientsFigure,
  rowWindowFigure,
  ...gridFigures,
  planQueueFigure,
  extendFigure,
  extendEverythingFigure,
  changeTermsFigure,
  answeringFigure,
  xlsxFigure,
  csvFigure,
  xlsxMillionFigure,
  xlsxCellsFigure,
  csvMemoryFigure,
  xlsxMemoryFigure,
  importFigure,
  importWorkbookFigure,
  importRedemptionsFigure,
  redeemFigure,
  soakMemoryFigure,
  startUpFigure,
]
