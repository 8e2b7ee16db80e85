import type { PersonEntry } from '#shared/contract/privacy.ts'
import { renderListed } from '#backend/areas/mail/mail.ts'
import type { MailReader } from '#backend/storage/mail.ts'

const CHUNK = 500

/** Adds to messages what they say. */
export async function withMessages(
  mail: MailReader,
  entries: readonly PersonEntry[],
): Promise<PersonEntry[]> {
  const ids = entries.flatMap(({ kind, number }) => (kind === 'message' && number !== null ? [number] : []))
  const said = new Map<number, PersonEntry['facts']>()
  for (let at = 0; at < ids.length; at += CHUNK)
    for (const one of await mail.withCodes(ids.slice(at, at + CHUNK))) {
      const { subject, text } = renderListed(one)
      said.set(one.message.id, [
        { fact: 'subject', value: subject },
        { fact: 'text', value: text },
      ])
    }
  return entries.map((entry) =>
    entry.kind === 'message'
      ? { ...entry, facts: [...(said.get(entry.number ?? 0) ?? []), ...entry.facts] }
      : entry,
  )
}
