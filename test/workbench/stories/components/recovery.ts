import type { RecoveryState } from '#shared/contract/recovery.ts'
import RescueResult from '../../../../src-renderer/components/recovery/RescueResult.vue'
import SiteRecovery from '../../../../src-renderer/components/recovery/SiteRecovery.vue'
import { useRecovery } from '../../../../src-renderer/stores/recovery.ts'
import { BACKUPS } from '../../data/backups.ts'
import { RECOVERY_STATES, RESCUED } from '../../data/recovery.ts'
import { WRITTEN_PLAN } from '../../data/replacement.ts'
import { IN_DATABASE } from '../../data/site.ts'
import { pending } from '../../fake-host.ts'
import { type OnScreen, story } from '../../story.ts'

const room = { height: 'window' } as const
const known = (now: RecoveryState) => ({
  'recovery.state': now,
  'backups.list': BACKUPS,
  'backups.plan': { plan: { ...WRITTEN_PLAN, present: null, lost: null } },
})
const state = (now: RecoveryState) => ({
  answers: { ...known(now), 'recovery.retry': now },
  before: () => void useRecovery().load(),
  room,
})
const first = async (on: OnScreen) => {
  await on.appears('li')
  await on.click('li:first-child button')
}
const full = RECOVERY_STATES['disk full']
const UNREACHED: RecoveryState = {
  open: null,
  problem: { code: 'database.no-password', message: '', details: {} },
  readOnly: false,
}

export default {
  RescueResult: story(RescueResult, {
    'something lost': { props: { rescued: RESCUED }, room },
    'nothing lost': { props: { rescued: { ...RESCUED, tables: [] } }, room },
  }),
  SiteRecovery: story(SiteRecovery, {
    ...Object.fromEntries(Object.entries(RECOVERY_STATES).map(([name, now]) => [name, state(now)])),
    'in a database': {
      ...state(UNREACHED),
      answers: { ...known(UNREACHED), 'storagePlace.get': IN_DATABASE },
    },
    rescuing: {
      ...state(RECOVERY_STATES.damaged),
      answers: { ...known(RECOVERY_STATES.damaged), 'recovery.rescue': pending },
      act: first,
    },
    'tried in vain': { ...state(full), act: first },
    trying: { ...state(full), answers: { ...known(full), 'recovery.retry': pending }, act: first },
  }),
}
