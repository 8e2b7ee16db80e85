import type { AccountType } from '#shared/domain/commerce/providers.ts'
import { cardNames, type Say } from '../differences/field-words.ts'

/** The cards of an account type in words; one that extends another says so: "de fire over, Diners Club og JCB". */
export function cardsLine(types: readonly AccountType[], index: number, say: Say): string {
  const cards = types[index]?.cards
  if (!cards) return say('commerce.accountTypeCards.none')
  const above = types[index - 1]?.cards ?? []
  const adds = cards.filter((card) => !above.includes(card))
  const isMore = above.length > 0 && above.every((card) => cards.includes(card)) && adds.length > 0
  if (!isMore) return cardNames(cards).join(', ')
  const names = cardNames(adds)
  const last = names.pop() ?? ''
  const and = say('commerce.accountTypeCards.and')
  return say('commerce.accountTypeCards.more', {
    n: say(`commerce.accountTypeCards.numbers.${above.length}`),
    cards: names.length > 0 ? names.join(', ') + and + last : last,
  })
}
