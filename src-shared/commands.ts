import { z } from 'zod'

/** What the application menu (or a key) asks the window to do. The window decides what it means on its current page. */
export const commandSchema = z.enum([
  'codes.create',
  'report.export',
  'site.open-sample',
  'site.open-own',
  'page.overview',
  'page.report',
  'page.create',
  'page.history',
  'page.settings',
  'search.focus',
  'help.keys',
  'help.about',
])
export type Command = z.output<typeof commandSchema>
