import type { OrderColumn } from '#shared/contract/order-columns.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/**
 * Headings of a site's file, in English and Norwegian: small letters, without blanks and signs. What several columns could
 * be called is with the one that is called so most often.
 */
export const HEADINGS: Readonly<Record<OrderColumn, ReadonlySet<string>>> = {
  code: words(
    `code codes promocode promo promotion promotioncode discountcode coupon couponcode voucher vouchercode discount
    kode koder kampanjekode rabattkode kupong kupongkode verdikode`,
  ),
  order: words(
    `order orderid orderno ordernumber ordernr orderref orderreference transaction transactionid reference ref receipt invoice
    purchase purchaseid id ordre ordreid ordrenr ordrenummer ordrereferanse bestilling bestillingsnr bestillingsnummer
    bestillingsid transaksjon transaksjonsid referanse kvittering kvitteringsnr fakturanr`,
  ),
  time: words(
    `time date datetime timestamp at orderdate ordertime orderedat created createdat paidat purchasedate purchasedat
    redeemed redeemedat transactiondate tid dato tidspunkt klokkeslett ordredato bestilt bestillingsdato kjopt kjopsdato betalt
    innlost innlostdato opprettet`,
  ),
  amount: words(
    `amount total totalamount ordertotal sum paid amountpaid price pay payment gross belop totalt totalbelop ordresum pris betalt
    betaling belopbetalt`,
  ),
  currency: words(`currency currencycode cur valuta valutakode`),
  kind: words(`type kind status event action refund refunded hendelse handling art refusjon refundert`),
}

/** What a cell of the column `kind` says where the row is a refund. */
export const REFUND = /refun|refusj|kredit|credit|tilbake|return|chargeback|revers|annuller|cancel|void/i
/** The answer of a column that only asks. */
export const YES = /^(yes|y|true|1|x|ja|sann)$/i
