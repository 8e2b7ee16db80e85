import { about } from './about.ts'
import { accounts } from './accounts.ts'
import { backups } from './backups.ts'
import { charts } from './charts.ts'
import { commerce } from './commerce.ts'
import { create } from './create.ts'
import { drafts } from './drafts.ts'
import { grid } from './grid.ts'
import { historySearch } from './history-search.ts'
import { longWork } from './long-work.ts'
import { mail } from './mail.ts'
import { outcomes } from './outcomes.ts'
import { panels } from './panels.ts'
import { payments } from './payments.ts'
import { privacy } from './privacy.ts'
import { recovery } from './recovery.ts'
import { replacement } from './replacement.ts'
import { report } from './report.ts'
import { revisions } from './revisions.ts'
import { settings } from './settings.ts'
import { shop } from './shop.ts'
import { storagePlace } from './storage-place.ts'
import { updates } from './updates.ts'

/** What the other pages say, beside `start`. */
export const pages = {
  about,
  backups,
  charts,
  create,
  report,
  grid,
  panels,
  settings,
  storagePlace,
  shop,
  commerce,
  accounts,
  revisions,
  historySearch,
  payments,
  mail,
  drafts,
  outcomes,
  recovery,
  replacement,
  privacy,
  longWork,
  updates,
}
