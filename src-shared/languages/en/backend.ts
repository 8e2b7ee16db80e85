import type { BackendTexts } from '../backend-texts.ts'

const GO = 'Continue to PayPal'

export const backend: BackendTexts = {
  defaultTemplate: (access) => ({
    subject: 'Promo code from %MerchantName%',
    text: `Hello %AttendeeName%,

Promo code for ${access} from %MerchantName%:

%PromoCode%

Discount: %Discount%
Applies to: %AppliesTo%
Valid until the end of: %ExpirationDate%

Enter the code on the payment page, and the discount is taken off the price.

Questions? Contact us: %SupportInfo%.

Kind regards,
%MerchantName%
`,
  }),
  erasedPerson: 'Erased person',
  returnPages: {
    start: { title: 'On to PayPal', text: `If the page does not go on by itself, choose “${GO}”.` },
    back: { title: 'Done at PayPal', text: 'Close this page, and go back to E-commerce Admin.' },
    cancelled: {
      title: 'Canceled at PayPal',
      text: 'Nothing was done. Close this page, and go back to E-commerce Admin.',
    },
    gone: {
      title: 'This page is no longer in use',
      text: 'Go back to E-commerce Admin, and start again there if needed.',
    },
    go: GO,
  },
  simulator: {
    mark: 'Simulator · nothing is charged',
    foot: 'The simulator is part of E-commerce Admin and takes the place of PayPal in test. No money moves, and nothing that you type is stored.',
    approval: {
      title: 'Approve the payment',
      text: 'Here the buyer would have logged in to PayPal. The simulator has no login.',
      shop: 'Merchant',
      description: 'Item',
      amount: 'Amount',
      approve: (amount) => `Approve ${amount}`,
      cancel: 'Cancel',
      decline: 'Approve, but let PayPal decline the payment',
      echeck: 'Approve, and pay from a bank account',
      review: 'Approve, but let PayPal review the payment',
    },
    review: {
      title: 'Payments that are not completed',
      text: 'Here the merchant would log in to PayPal, and accept or decline them.',
      none: 'No payments are waiting. Ask PayPal about the payment in E-commerce Admin to see how it went.',
      amount: 'Amount',
      reason: 'PayPal’s reason',
      transaction: 'Transaction',
      accept: 'Accept and complete',
      decline: 'Decline',
    },
    grant: {
      title: 'Grant API permission',
      text: (application) => `${application} asks to do this on the merchant’s behalf at PayPal:`,
      scopes: {
        EXPRESS_CHECKOUT: 'accept payments with PayPal Express Checkout',
        DIRECT_PAYMENT: 'accept card payments',
        AUTH_CAPTURE: 'authorize and capture payments',
        REFUND: 'refund payments',
        TRANSACTION_DETAILS: 'see the details of a payment',
        TRANSACTION_SEARCH: 'search payments',
        REFERENCE_TRANSACTION: 'charge again on an earlier payment',
        RECURRING_PAYMENTS: 'accept recurring payments',
        ACCOUNT_BALANCE: 'see the balance',
      },
      grant: 'Grant',
      deny: 'Deny',
    },
    card: {
      title: 'Pay by card',
      text: 'Here PayPal’s own page accepts the card. Use one of PayPal’s test cards.',
      number: 'Card number',
      expires: 'Expires (MM/YY)',
      cvv: 'Security code',
      pay: (amount) => `Pay ${amount}`,
      cancel: 'Cancel',
      cards: 'PayPal’s test cards',
      wrong: {
        7: 'The card needs a start date or an issue number, which the simulator does not accept. Use another test card.',
        23: 'The card number is none of PayPal’s test cards. Choose one from the list below.',
        24: 'The expiration date has passed or is mistyped. Enter month and year as MM/YY.',
        25: 'The merchant does not accept this type of card. Use Visa or MasterCard.',
      },
    },
    over: {
      gone: {
        title: 'This page is no longer in use',
        text: 'Go back to E-commerce Admin, and start again there.',
      },
      expired: {
        title: 'The time is up',
        text: 'Nothing was done. Go back to E-commerce Admin, and start again there.',
      },
      completed: { title: 'This is done already', text: 'Close this page, and go back to E-commerce Admin.' },
    },
    home: {
      title: 'PayPal simulator',
      text: 'This server answers as PayPal’s test systems do, on this computer only and in test only. It stops when E-commerce Admin is closed, and forgets everything then.',
      amounts: 'Amounts that give other answers',
      accounts: 'Accounts that give other answers',
      amountRows: [
        ['0–1000', 'Approved (Payflow)'],
        [
          '1012',
          'Declined, RESULT 12. Amounts from 1001 to 2000 give the amount less 1000 as the answer (Payflow).',
        ],
        [
          '1126, 1127',
          'Held by the fraud filters, RESULT 126 and 127 (Payflow). Open /review to accept or decline.',
        ],
        ['over 2000', 'Declined (Payflow)'],
        ['104.86', 'PayPal declines the buyer’s way to pay (Express Checkout and REST).'],
      ],
      accountRows: [
        ['wrong', 'A password, signature or client ID with “wrong” or “feil” in it is rejected.'],
        ['unknown', 'No account has this merchant login ID (Payflow).'],
        ['nogrant@…', 'Email addresses that begin like this have granted no API permission.'],
      ],
    },
  },
}
