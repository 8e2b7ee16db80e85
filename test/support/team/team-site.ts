import type { IsoDate } from '#shared/domain/dates.ts'
import { contentFor } from '../commerce/contents.ts'
import { createCodes, creationOf } from '../creations.ts'
import { codeNamed } from '../redemptions/sales.ts'
import type { TestBackend } from '../test-backend.ts'
import { OWN_EXPIRES, OWN_NAME, ownAddress, SHARED_CODE } from './messages.ts'

/** So many codes each client changes alone. */
export const OWN_CODES = 60

export interface TeamSite {
  /** The newest operation before the clients work. */
  readonly operations: number
  readonly codes: number
  /** As it is stored. */
  readonly recipientLimit: string
}

/** A site with `codes` codes in which everything that a client of a team does can be done. */
export async function fillTeamSite(
  backend: TestBackend,
  { clients, codes }: { clients: number; codes: number },
): Promise<TeamSite> {
  const { api } = backend
  const expires = OWN_EXPIRES as IsoDate
  for (let client = 0; client < clients; client += 1) {
    const recipients = { kind: 'one', name: OWN_NAME, email: ownAddress(client) } as const
    await createCodes(backend, creationOf({ recipients, expires }, OWN_CODES))
  }
  await codeNamed(backend, SHARED_CODE, { usage: { kind: 'unlimited' }, expires })
  await createCodes(backend, creationOf({ expires }, codes - clients * OWN_CODES - 1))

  const [service, provider] = ['events', 'express-checkout-us'] as const
  const content = contentFor(provider)
  await api.commerce.update({ service, base: 0, content, passwords: [] })
  await api.commerce.productionAccount({ service, base: 0, content, passwords: [] })
  const account = content.accounts[provider]?.paypalEmail ?? ''
  await api.commerce.grant({ service, mode: 'production', provider, account })
  await api.mail.pause({})
  const recipientLimit = 777
  await api.site.update({ recipientLimit })
  const { operations } = await api.history.list({ limit: 1 })
  return { operations: operations[0]?.id ?? 0, codes, recipientLimit: String(recipientLimit) }
}
