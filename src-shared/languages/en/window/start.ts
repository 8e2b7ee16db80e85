import { common } from './common.ts'
import { controls } from './controls.ts'
import { history } from './history.ts'
import { names } from './names.ts'
import { operations } from './operations.ts'
import { overview } from './overview.ts'
import { secrets } from './secrets.ts'
import { shell } from './shell.ts'
import { siteFile } from './site-file.ts'
import { siteSettingTexts } from './site-settings.ts'

/** What the shell and the start page say. */
export const start = {
  common,
  controls,
  shell,
  overview,
  history,
  operations,
  secrets,
  siteFile,
  siteSettings: siteSettingTexts,
  ...names,
}
