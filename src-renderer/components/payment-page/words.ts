/** What the payment page says, in the buyer's language. The page itself knows no language. */
export interface PaymentPageWords {
  secure: string
  promo: string
  toPay: string
  chooseCard: string
  cardNumber: string
  expires: string
  cvv: string
  /** With the amount in it. */
  pay: string
  payAtPayPal: string
  /** Where the promo code covers the whole price. */
  payNothing: string
  nothingToPay: string
  or: string
  express: string
  questions: string
  /** Shown where the merchant name is not known yet. */
  noName: string
  currencyMissing: string
}

/** The price as the buyer reads it; `promo` where a promo code applies. */
export interface PaymentPagePrice {
  item: string
  full: string
  promo: { code: string; off: string } | null
  pay: string
  /** Nothing is left to pay. */
  free: boolean
}
