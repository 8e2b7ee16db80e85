import type { RecoveryState } from '#shared/contract/recovery.ts'
import SiteRecovery from '../../../../src-renderer/components/recovery/SiteRecovery.vue'
import { useRecovery } from '../../../../src-renderer/stores/recovery.ts'
import { RECOVERY_STATES } from '../../data/recovery.ts'
import { pending } from '../../fake-host.ts'
import { type OnScreen, story } from '../../story.ts'

const state = (now: RecoveryState) => ({
  answers: { 'recovery.state': now, 'recovery.retry': now },
  before: () => void useRecovery().load(),
  room: { height: 'window' } as const,
})
const retried = async (on: OnScreen) => {
  await on.appears('li')
  await on.click('li:first-child button')
}
const full = RECOVERY_STATES['disk full']

export default {
  SiteRecovery: story(SiteRecovery, {
    ...Object.fromEntries(Object.entries(RECOVERY_STATES).map(([name, now]) => [name, state(now)])),
    'tried in vain': { ...state(full), act: retried },
    trying: { ...state(full), answers: { 'recovery.state': full, 'recovery.retry': pending }, act: retried },
  }),
}
