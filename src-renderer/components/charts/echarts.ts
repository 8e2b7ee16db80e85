import { BarChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

/** The parts of the library that charts here are drawn with; read after the first paint, by the first chart. */
use([BarChart, GridComponent, TooltipComponent, SVGRenderer])

export { init }
export type { ECharts } from 'echarts/core'
