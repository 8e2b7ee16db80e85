import { type Mode, type Service, SERVICES } from '../services.ts'
import { differences } from './fields.ts'
import { heldIn, type Holdings, linkRefusal } from './linking.ts'
import { type Content, EMPTY_CONTENT } from './settings.ts'

/** One service's e-commerce. `production` is null until it was published, or its account saved, for the first time. */
export interface ServiceState {
  readonly enabled: boolean
  readonly mode: Mode
  readonly test: Content
  readonly production: Content | null
}

export type CommerceState = Readonly<Record<Service, ServiceState>>

export const EMPTY_SERVICE: ServiceState = {
  enabled: false,
  mode: 'test',
  test: EMPTY_CONTENT,
  production: null,
}
export const EMPTY_COMMERCE: CommerceState = { events: EMPTY_SERVICE, training: EMPTY_SERVICE }

/** While both services are enabled they are linked: a change to one is a change to both (SPEC 1.2). */
export const linked = (state: CommerceState): boolean => SERVICES.every((service) => state[service].enabled)

/** The services that a change on `service`'s page applies to. */
export const affected = (state: CommerceState, service: Service): readonly Service[] =>
  linked(state) ? SERVICES : [service]

function change(
  state: CommerceState,
  service: Service,
  edit: (one: ServiceState) => ServiceState,
): CommerceState {
  const edited = edit(state[service])
  return affected(state, service).reduce(
    (next, one) => ({ ...next, [one]: { ...edited, enabled: next[one].enabled } }),
    state,
  )
}

/**
 * Enables `service`. When that links the services, both get the settings and the mode of `keep`, which must be a side
 * that linking may keep (SPEC 1.3).
 */
export function enable(
  state: CommerceState,
  service: Service,
  keep: Service,
  held: Holdings = heldIn(state),
): CommerceState {
  const next = { ...state, [service]: { ...state[service], enabled: true } }
  if (!linked(next)) return next
  const refusal = linked(state) ? null : linkRefusal(state, keep, held)
  if (refusal) throw new RangeError(`linking cannot keep the settings of ${keep}: ${refusal}`)
  return change(next, keep, (one) => one)
}

/** Disables `service`; both keep what they had (SPEC 1.4). */
export const disable = (state: CommerceState, service: Service): CommerceState => ({
  ...state,
  [service]: { ...state[service], enabled: false },
})

/** An Update in Test: the test settings change, production is unchanged. */
export const updateTest = (state: CommerceState, service: Service, content: Content): CommerceState =>
  change(state, service, (one) => ({ ...one, test: content }))

/** Settings from `from`, the account from `keep`: how anything travels between the modes (SPEC 2.2, 2.3). */
export const carry = (from: Content, keep: Content): Content => ({
  settings: from.settings,
  accounts: keep.accounts,
})

/** The production account saved apart from any publishing: it takes no payment by itself. */
export const saveProductionAccount = (
  state: CommerceState,
  service: Service,
  accounts: Content['accounts'],
): CommerceState =>
  change(state, service, (one) => ({
    ...one,
    production: { settings: (one.production ?? EMPTY_CONTENT).settings, accounts },
  }))

/** Publishing: everything but the account is copied from test to production, and the mode becomes Production. */
export const publish = (state: CommerceState, service: Service): CommerceState =>
  change(state, service, (one) => ({
    ...one,
    mode: 'production',
    production: carry(one.test, one.production ?? EMPTY_CONTENT),
  }))

/** An Update in Production: takes effect at once, and goes into the test settings too (SPEC 2.6). */
export const updateProduction = (state: CommerceState, service: Service, content: Content): CommerceState =>
  change(state, service, (one) => ({ ...one, production: content, test: carry(content, one.test) }))

/** An Update in the mode that the service is in. */
export const update = (state: CommerceState, service: Service, content: Content): CommerceState =>
  state[service].mode === 'test'
    ? updateTest(state, service, content)
    : updateProduction(state, service, content)

/** The settings of the mode that the service is in. */
export const settingsInEffect = ({ mode, test, production }: ServiceState): Content =>
  mode === 'test' ? test : (production ?? EMPTY_CONTENT)

/** The content that restoring `content` of `mode` gives: an account comes back in its own mode only (SPEC 2.3). */
export const restored = (state: ServiceState, mode: Mode, content: Content): Content =>
  mode === state.mode ? content : carry(content, settingsInEffect(state))

/** Restoring an earlier revision, into the mode that the service is in (SPEC 2.5). */
export const restore = (
  state: CommerceState,
  service: Service,
  mode: Mode,
  content: Content,
): CommerceState => update(state, service, restored(state[service], mode, content))

/** Back to Test: production is unchanged, and the test settings start from what is in production (SPEC 2.4, 2.6). */
export const backToTest = (state: CommerceState, service: Service): CommerceState =>
  change(state, service, (one) => ({
    ...one,
    mode: 'test',
    test: one.production ? carry(one.production, one.test) : one.test,
  }))

/** Whether buyers can pay for real. */
export const isLive = ({ enabled, mode }: Pick<ServiceState, 'enabled' | 'mode'>): boolean =>
  enabled && mode === 'production'

/** Whether a change alters what buyers meet: payments begin or end, or what they pay with is another (SPEC 2.7). */
export const isLiveChange = (before: CommerceState, after: CommerceState): boolean =>
  SERVICES.some((service) => {
    const [was, becomes] = [before[service], after[service]]
    if (!isLive(was) && !isLive(becomes)) return false
    return (
      isLive(was) !== isLive(becomes) ||
      differences(was.production ?? EMPTY_CONTENT, becomes.production ?? EMPTY_CONTENT).length > 0
    )
  })
