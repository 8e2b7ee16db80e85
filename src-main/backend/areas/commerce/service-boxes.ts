import { Refusal } from '#shared/contract/refusal.ts'
import { heldIn, type Holdings, linkRefusal, proposedSide } from '#shared/domain/commerce/linking.ts'
import { type CommerceState, disable, enable, linked } from '#shared/domain/commerce/services-state.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { MODES, type Service, SERVICES } from '#shared/domain/services.ts'
import type { CommerceSnapshot } from './commerce-snapshot.ts'
import { passwordsFor } from './passwords.ts'

export interface EnableRequest {
  readonly service: Service
  readonly enabled: boolean
  /** On whose page the box was ticked. */
  readonly page: Service
  /** Whose settings are for both where enabling links the services; left out: those that linking proposes. */
  readonly keep?: Service | undefined
}

/** Both boxes as they are to be. */
export interface ServicesRequest extends Pick<EnableRequest, 'page' | 'keep'> {
  readonly events: boolean
  readonly training: boolean
}

/** The other box stays as it is. */
export const asServices = (
  { state }: CommerceSnapshot,
  { service, enabled, page, keep }: EnableRequest,
): ServicesRequest => ({
  events: state.events.enabled,
  training: state.training.enabled,
  page,
  keep,
  [service]: enabled,
})

/** The services whose box is to be other than it is. */
export const turned = (state: CommerceState, request: ServicesRequest): Service[] =>
  SERVICES.filter((service) => state[service].enabled !== request[service])

export const wouldLink = ({ state }: CommerceSnapshot, request: ServicesRequest): boolean =>
  request.events && request.training && !linked(state)

/** The services with both boxes set; where that links them, with the settings of `keep`. */
export function boxesSet(snapshot: CommerceSnapshot, request: ServicesRequest, keep: Service): CommerceState {
  const { state } = snapshot
  const boxes = turned(state, request)
  const off = boxes.filter((service) => !request[service]).reduce(disable, state)
  if (!wouldLink(snapshot, request))
    return boxes.filter((service) => request[service]).reduce((next, one) => enable(next, one, one), off)
  const held = holdings(snapshot)
  // What cannot be linked is refused where it is applied; a plan without a choice shows the page's side.
  if (linkRefusal(state, keep, held)) return off
  return boxes.reduce((next, one) => enable(next, one, keep, held), off)
}

/** The services as the boxes leave them, with their passwords and permissions; where `keep` is not chosen, the page's. */
export function snapshotWithBoxes(snapshot: CommerceSnapshot, request: ServicesRequest): CommerceSnapshot {
  const links = wouldLink(snapshot, request)
  const keep = (links && sideToKeep(snapshot, request)) || request.page
  const state = boxesSet(snapshot, request, keep)
  if (!links) return { ...snapshot, state }
  const shared = <Row extends { service: Service }>(rows: readonly Row[]): Row[] =>
    ofService(rows, keep).flatMap((row) => SERVICES.map((service) => ({ ...row, service })))
  return {
    ...snapshot,
    state,
    passwords: shared(snapshot.passwords),
    grants: shared(snapshot.grants),
  }
}

/** What the services have of their own: their settings, and the passwords and permissions of their accounts. */
export function holdings(snapshot: CommerceSnapshot): Holdings {
  const { state, grants } = snapshot
  const settings = heldIn(state)
  const of = (service: Service) =>
    new Set([
      ...settings[service],
      ...passwordsInUse(snapshot, service).map(({ mode, provider }) => `${mode}.password.${provider}`),
      ...ofService(grants, service).map(({ mode, provider }) => `${mode}.grant.${provider}`),
    ])
  return { events: of('events'), training: of('training') }
}

/**
 * Whose settings linking keeps; null where a person has to choose.
 * @throws Refusal 'commerce.link-refused'
 */
export function sideToKeep(snapshot: CommerceSnapshot, { page, keep }: ServicesRequest): Service | null {
  const held = holdings(snapshot)
  if (keep === undefined) return proposedSide(snapshot.state, page, held)
  const reason = linkRefusal(snapshot.state, keep, held)
  if (reason) throw new Refusal('commerce.link-refused', { keep, reason })
  return keep
}

/** Those that the accounts have as they are now: one of an earlier login does not count. */
export const passwordsInUse = ({ passwords, state }: CommerceSnapshot, service: Service) =>
  MODES.flatMap((mode) =>
    passwordsFor(passwords, { service, mode, content: state[service][mode] ?? EMPTY_CONTENT }),
  )

export const ofService = <Row extends { service: Service }>(rows: readonly Row[], service: Service): Row[] =>
  rows.filter((row) => row.service === service)
