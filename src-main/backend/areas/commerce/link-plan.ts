import type { LinkPlan } from '#shared/contract/commerce.ts'
import { differences } from '#shared/domain/commerce/fields.ts'
import { linkRefusal } from '#shared/domain/commerce/linking.ts'
import { isLiveChange, type ServiceState } from '#shared/domain/commerce/services-state.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { otherService, type Service } from '#shared/domain/services.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { toDifference } from './checks.ts'
import { type CommerceSnapshot, readCommerceSnapshot } from './commerce-snapshot.ts'
import {
  asServices,
  boxesSet,
  type EnableRequest,
  holdings,
  passwordsInUse,
  type ServicesRequest,
  sideToKeep,
  turned,
  wouldLink,
} from './service-boxes.ts'

/** What ticking or unticking a box would do; nothing is written. @throws Refusal 'commerce.link-refused' */
export async function planEnable(
  readers: Pick<Readers, 'commerce'>,
  request: EnableRequest,
): Promise<LinkPlan> {
  const snapshot = await readCommerceSnapshot(readers)
  return planBoxes(snapshot, asServices(snapshot, request))
}

/** What both boxes together would do; nothing is written. @throws Refusal 'commerce.link-refused' */
export async function planServices(
  readers: Pick<Readers, 'commerce'>,
  request: ServicesRequest,
): Promise<LinkPlan> {
  return planBoxes(await readCommerceSnapshot(readers), request)
}

function planBoxes(snapshot: CommerceSnapshot, request: ServicesRequest): LinkPlan {
  const { state, stored } = snapshot
  const modes = { events: state.events.mode, training: state.training.mode }
  const plan = {
    modes,
    revisions: { events: stored.events.version, training: stored.training.version },
  }
  const linking = wouldLink(snapshot, request)
  const keep = linking ? sideToKeep(snapshot, request) : null
  const live = isLiveChange(state, boxesSet(snapshot, request, keep ?? request.page))
  if (!linking)
    return {
      ...plan,
      links: false,
      keep,
      choices: [],
      refused: [],
      live,
      confirm: turned(state, request).some((service) => !request[service] || modes[service] === 'production'),
      replaces: false,
      differences: [],
      passwords: [],
      mode: modes[request.page],
      otherMode: modes[otherService(request.page)],
    }

  const held = holdings(snapshot)
  const against = keep ?? request.page
  const other = otherService(against)
  const lost = differencesOf(state[other], state[against])
  const passwords = passwordsReplaced(snapshot, against)
  const differs = lost.length > 0 || passwords.length > 0 || modes[against] !== modes[other]
  const replaces = held[other].size > 0 && differs
  const sides = [request.page, otherService(request.page)].map((service) => ({
    service,
    reason: linkRefusal(state, service, held),
  }))
  return {
    ...plan,
    links: true,
    keep,
    choices: sides.flatMap(({ service, reason }) => (reason === null ? [service] : [])),
    refused: sides.flatMap(({ service, reason }) => (reason === null ? [] : [{ service, reason }])),
    live,
    confirm: keep === null || replaces || modes[keep] === 'production',
    replaces,
    differences: lost,
    passwords,
    mode: modes[against],
    otherMode: modes[other],
  }
}

const differencesOf = (before: ServiceState, now: ServiceState): LinkPlan['differences'] =>
  (['test', 'production'] as const).flatMap((mode) =>
    differences(before[mode] ?? EMPTY_CONTENT, now[mode] ?? EMPTY_CONTENT).map((difference) => ({
      mode,
      ...toDifference(difference),
    })),
  )

/** Passwords that the other service would lose: the one that is kept has another one, or none. */
function passwordsReplaced(snapshot: CommerceSnapshot, keep: Service): LinkPlan['passwords'] {
  const mine = passwordsInUse(snapshot, keep)
  return passwordsInUse(snapshot, otherService(keep))
    .filter(
      (row) =>
        !mine.some(
          (one) => one.mode === row.mode && one.provider === row.provider && one.secret === row.secret,
        ),
    )
    .map(({ mode, provider }) => ({ mode, provider }))
}
