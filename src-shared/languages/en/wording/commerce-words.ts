import type { CommerceWords } from '../../../wording/commerce-words.ts'

export const commerceWords: CommerceWords = {
  fields: {
    provider: 'Provider',
    accountType: 'PayPal account type',
    cards: 'Credit cards and debit cards',
    currency: 'Currency symbol',
    express: 'Express Checkout',
    merchantName: 'Merchant name',
    support: 'Customer support info',
    header: 'Header',
    footer: 'Footer',
    partnerId: 'Partner ID',
    vendor: 'Merchant login ID/vendor',
    userId: 'User ID',
    clientId: 'Client ID',
    clientSecret: 'Client secret',
    password: 'Password',
    paypalEmail: 'PayPal login email address',
    grant: 'API permission',
  },
  providers: {
    'payflow-pro': 'PayPal Payflow Pro',
    'express-checkout-ca': 'PayPal Express Checkout (Canada)',
    'express-checkout-us': 'PayPal Express Checkout (USA)',
    'website-payments-pro-uk': 'PayPal Website Payments Pro (UK)',
    'paypal-checkout-rest': 'PayPal Checkout (REST)',
  },
  modes: { test: 'Test', production: 'Production' },
}
