import { Refusal } from '#shared/contract/refusal.ts'
import type { LiveReplacement, ReplacementPlan, SiteSide } from '#shared/contract/replacement.ts'
import { type FieldValue, keyOf, differences } from '#shared/domain/commerce/fields.ts'
import { EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { type Service, SERVICES } from '#shared/domain/services.ts'
import { FALLBACK } from '#shared/languages/languages.ts'
import { type LiveService, readSiteContents, type SiteContents, takesRealPayments } from './site-contents.ts'
import type { Readers } from './storage.ts'

/** What changes when `incoming` takes the place of the own site; `present` is null while that is not open. */
export async function planReplacement(
  present: Readers | null,
  incoming: SiteContents,
): Promise<ReplacementPlan> {
  const before = present && (await readSiteContents(present))
  return {
    present: before && sideOf(before),
    incoming: sideOf(incoming),
    lost: present && (await lostOf(present, incoming)),
    live: SERVICES.flatMap((service) =>
      liveOf(service, before?.services[service], incoming.services[service]),
    ),
  }
}

/**
 * What the plan showed of the present site is still so. `expect`: how many operations it had then; undefined for whoever
 * made no plan.
 * @throws Refusal 'plan.moved'
 */
export async function requireNothingSince(
  present: Pick<Readers, 'operations'> | undefined,
  expect: number | undefined,
): Promise<void> {
  if (expect === undefined || !present) return
  const now = await present.operations.count()
  if (now !== expect) throw new Refusal('plan.moved', { planned: expect, now, of: 'operations' })
}

const sideOf = (contents: SiteContents): SiteSide => ({
  name: contents.name,
  mode: takesRealPayments(contents) ? 'production' : 'test',
  counts: { ...contents.counts },
  lastChange: contents.last && instantOf(contents.last.at),
})

async function lostOf(
  { operations }: Pick<Readers, 'operations'>,
  { last }: SiteContents,
): Promise<NonNullable<ReplacementPlan['lost']>> {
  if (!last) return { operations: await operations.count(), isSameHistory: false }
  const same = await operations.find(last.id)
  const { total } = await operations.search({ from: last.at + 1, language: FALLBACK }, { limit: 1 })
  return { operations: total, isSameHistory: same?.at === last.at }
}

function liveOf(service: Service, before: LiveService | undefined, after: LiveService): LiveReplacement[] {
  const wasLive = before?.isLive ?? false
  if (!wasLive && !after.isLive) return []
  const [was, becomes] = [
    wasLive && before ? before.content : EMPTY_CONTENT,
    after.isLive ? after.content : EMPTY_CONTENT,
  ]
  return [
    {
      service,
      before: wasLive,
      after: after.isLive,
      content: after.isLive ? becomes : was,
      differences: after.isLive ? differences(was, becomes).map(toDifference) : [],
    },
  ]
}

const shown = (value: FieldValue) => (typeof value === 'object' && value !== null ? [...value] : value)
const toDifference = ({ place, before, after }: ReturnType<typeof differences>[number]) => ({
  key: keyOf(place),
  before: shown(before),
  after: shown(after),
})
