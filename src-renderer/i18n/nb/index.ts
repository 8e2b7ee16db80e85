import { accounts } from './accounts.ts'
import { commerce } from './commerce.ts'
import { common } from './common.ts'
import { create } from './create.ts'
import { grid } from './grid.ts'
import { history } from './history.ts'
import { mail } from './mail.ts'
import { overview } from './overview.ts'
import { panels } from './panels.ts'
import { payments } from './payments.ts'
import { report } from './report.ts'
import { revisions } from './revisions.ts'
import { secrets } from './secrets.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { siteFile } from './site-file.ts'

export const nb = {
  common,
  shell,
  overview,
  create,
  report,
  grid,
  panels,
  history,
  settings,
  commerce,
  accounts,
  revisions,
  secrets,
  siteFile,
  payments,
  mail,
}
