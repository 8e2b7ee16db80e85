import LiveChanges from '../../../../src-renderer/components/replacement/LiveChanges.vue'
import ReplacementDialog from '../../../../src-renderer/components/replacement/ReplacementDialog.vue'
import ReplacementTable from '../../../../src-renderer/components/replacement/ReplacementTable.vue'
import SiteFileDialog from '../../../../src-renderer/components/replacement/SiteFileDialog.vue'
import { Refusal } from '#shared/contract/refusal.ts'
import { inspectedSiteFileSchema } from '#shared/contract/site-file.ts'
import { LIVE_PLAN, PLAN, WRITTEN_FILE } from '../../data/replacement.ts'
import { LONG_NAMED_SITE } from '../../data/site.ts'
import { story } from '../../story.ts'

const asked = {
  name: 'Vestlia Kurs',
  kind: 'backup',
  source: 'The backup was made Mar 12, 2026 at 08:30.',
  notes: ['The site as it is now is kept as a backup first.'],
  busy: false,
} as const
const long = { ...PLAN, present: PLAN.present && { ...PLAN.present, name: LONG_NAMED_SITE.name } }
const [changed, ended] = LIVE_PLAN.live
const room = { width: 720 }
const content = inspectedSiteFileSchema.parse(WRITTEN_FILE)
const file = 'vestlia-2026-03-10.ehandel'

export default {
  LiveChanges: story(LiveChanges, {
    'changed and ended': { props: { live: LIVE_PLAN.live }, room },
    'begins, and the same': {
      props: {
        live: [
          { ...changed!, before: false },
          { ...ended!, after: true },
        ],
      },
      room,
    },
  }),
  ReplacementDialog: story(ReplacementDialog, {
    'being checked': { props: { ...asked, plan: null } },
    refused: {
      props: { ...asked, plan: null, failure: new Refusal('backups.damaged', { backup: 'daily.sqlite' }) },
    },
    'earlier state': { props: { ...asked, plan: PLAN } },
    'real payments': { props: { ...asked, kind: 'file', plan: LIVE_PLAN } },
    'no site is open': { props: { ...asked, plan: { ...PLAN, present: null, lost: null } } },
    'long name, busy': { props: { ...asked, plan: long, busy: true } },
  }),
  ReplacementTable: story(ReplacementTable, {
    both: { props: { plan: PLAN, kind: 'backup' }, room },
    'one alone': { props: { plan: { ...PLAN, present: null }, kind: 'file' }, room },
  }),
  SiteFileDialog: story(SiteFileDialog, {
    found: { props: { file, content, busy: false } },
    'older, with long names': {
      props: {
        file: `${LONG_NAMED_SITE.name}.ehandel`,
        content: { ...content, name: LONG_NAMED_SITE.name, dataVersion: 310 },
        busy: false,
      },
      site: LONG_NAMED_SITE,
    },
    busy: { props: { file, content, busy: true } },
  }),
}
