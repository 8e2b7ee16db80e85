import { Refusal } from '#shared/contract/refusal.ts'
import type { FieldDifference } from '#shared/contract/field-values.ts'
import { type AccountProof, missingFields } from '#shared/domain/commerce/completeness.ts'
import { conflict, type Difference, type FieldValue, keyOf } from '#shared/domain/commerce/fields.ts'
import { type ContentProblem, problemsOf } from '#shared/domain/commerce/problems.ts'
import { type ProviderId, providerOf } from '#shared/domain/commerce/providers.ts'
import { type Content, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { type Mode, type Service, SERVICES } from '#shared/domain/services.ts'
import type { StoredRevision } from '#backend/storage/commerce.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { revisionOf, type CommerceSnapshot } from './commerce-snapshot.ts'

export const contentIn = ({ test, production }: StoredRevision, mode: Mode): Content =>
  (mode === 'test' ? test : production) ?? EMPTY_CONTENT

export function requireMode({ state }: CommerceSnapshot, service: Service, mode: Mode): void {
  const now = state[service].mode
  if (now !== mode) throw new Refusal('commerce.other-mode', { mode: now })
}

/** What each service was when a plan was made. */
export type Versions = Readonly<Record<Service, number>>

/** @throws Refusal 'commerce.plan-moved' */
export function requireVersions({ stored }: CommerceSnapshot, expect: Versions): void {
  if (SERVICES.some((service) => expect[service] !== stored[service].version))
    throw new Refusal('commerce.plan-moved', {})
}

/** @throws Refusal 'commerce.refused' naming each field */
export function requireSound(content: Content, providers: readonly ProviderId[] = []): void {
  refuse([...problemsOf(content), ...passwordProblems(providers)])
}

/** The accounts alone: the settings beside them are not saved. @throws Refusal 'commerce.refused' */
export function requireSoundAccounts(content: Content, providers: readonly ProviderId[]): void {
  const ofAccounts = problemsOf(content).filter(({ key }) => key.startsWith('account.'))
  refuse([...ofAccounts, ...passwordProblems(providers)])
}

const passwordProblems = (providers: readonly ProviderId[]): ContentProblem[] =>
  providers
    .filter((id) => !providerOf(id).account.includes('password'))
    .map((id) => ({ key: `password.${id}`, code: 'not-offered' }))

function refuse(problems: readonly ContentProblem[]): void {
  if (problems.length > 0) throw new Refusal('commerce.refused', { problems: [...problems] })
}

/** @throws Refusal 'commerce.incomplete' naming each missing field */
export function requireComplete(content: Content, proof: AccountProof): void {
  const missing = missingFields(content, proof)
  if (missing.length > 0)
    throw new Refusal('commerce.incomplete', { missing, provider: content.settings.provider })
}

/** `proof` once the passwords that were typed are set. */
export const withTyped = (proof: AccountProof, providers: readonly ProviderId[]): AccountProof => ({
  ...proof,
  passwords: [...proof.passwords, ...providers],
})

export interface Edit {
  readonly service: Service
  readonly mode: Mode
  /** The revision that the person began from; 0 for the empty beginning. */
  readonly base: number
  readonly content: Content
  readonly typed: readonly ProviderId[]
}

/**
 * What somebody else saved since is never overwritten silently (SPEC 2.5).
 * @throws Refusal 'commerce.changed-meanwhile', 'commerce.revision-unknown'
 */
export async function requireUnchangedSince(
  readers: Pick<Readers, 'commerce'>,
  snapshot: CommerceSnapshot,
  { service, mode, base, content, typed }: Edit,
): Promise<void> {
  const revision = revisionOf(snapshot, service, mode)
  if (base === revision) return
  const began = base === 0 ? EMPTY_CONTENT : await contentAt(readers, base, mode)
  const current = snapshot.state[service][mode] ?? EMPTY_CONTENT
  const { both, theirs, mine } = conflict(began, current, content)
  const passwords = passwordsSetSince(snapshot, { service, mode, base, typed })
  const fields = both.map(({ place, ...values }) => ({
    key: keyOf(place),
    theirs: shown(values.theirs),
    mine: shown(values.mine),
  }))
  if (theirs.length === 0 && fields.length === 0 && passwords.length === 0) return
  const at = snapshot.revisions.get(revision)?.at
  throw new Refusal('commerce.changed-meanwhile', {
    revision,
    at: at === undefined ? null : instantOf(at),
    both: [...fields, ...passwords.map((id) => ({ key: `password.${id}`, theirs: null, mine: null }))],
    theirs: theirs.map(toDifference),
    mine: mine.map(toDifference),
  })
}

async function contentAt(
  { commerce }: Pick<Readers, 'commerce'>,
  number: number,
  mode: Mode,
): Promise<Content> {
  const revision = await commerce.findRevision(number)
  if (!revision) throw new Refusal('commerce.revision-unknown', { revision: number })
  return contentIn(revision, mode)
}

/** Passwords that both this person and somebody else has typed. */
function passwordsSetSince(
  { passwords }: CommerceSnapshot,
  { service, mode, base, typed }: Omit<Edit, 'content'>,
): ProviderId[] {
  return typed.filter((provider) =>
    passwords.some(
      (row) =>
        row.service === service && row.mode === mode && row.provider === provider && row.revision > base,
    ),
  )
}

const shown = (value: FieldValue): FieldDifference['before'] =>
  typeof value === 'object' && value !== null ? [...value] : value

export const toDifference = ({ place, before, after }: Difference): FieldDifference => ({
  key: keyOf(place),
  before: shown(before),
  after: shown(after),
})
