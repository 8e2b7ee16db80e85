/** What a buyer types of a card. It stays in the page's memory: nothing of it is ever stored, logged or kept in a store. */
export interface CardEntry {
  number: string
  expiry: string
  cvv: string
}

export const EMPTY_CARD: Readonly<CardEntry> = { number: '', expiry: '', cvv: '' }
