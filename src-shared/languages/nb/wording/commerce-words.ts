import type { CommerceWords } from '../../../wording/commerce-words.ts'

export const commerceWords: CommerceWords = {
  // Word for word from the source document.
  fields: {
    provider: 'Leverandør',
    accountType: 'PayPal-kontotype',
    cards: 'Kredittkort og debetkort',
    currency: 'Valutasymbol',
    express: 'Ekspresskasse',
    merchantName: 'Selgernavn',
    support: 'Kundestøtteinfo',
    header: 'Overskrift',
    footer: 'Bunntekst',
    partnerId: 'Partner-ID',
    vendor: 'Forhandlers påloggings-ID/leverandør',
    userId: 'Bruker-ID',
    clientId: 'Klient-ID',
    clientSecret: 'Klienthemmelighet',
    password: 'Passord',
    paypalEmail: 'PayPal-e-postadresse for pålogging',
    grant: 'API-tillatelse',
  },
  providers: {
    'payflow-pro': 'PayPal Payflow Pro',
    'express-checkout-ca': 'PayPal-ekspresskasse (Canada)',
    'express-checkout-us': 'PayPal-ekspresskasse (USA)',
    'website-payments-pro-uk': 'PayPal Website Payments Pro (Storbritannia)',
    'paypal-checkout-rest': 'PayPal Checkout (REST)',
  },
  modes: { test: 'Test', production: 'Produksjon' },
}
