import type { PaypalTexts } from '../../../wording/paypal-words.ts'
import { labels } from '../labels.ts'

export const paypalWords: PaypalTexts = {
  // The account
  'authentication-failed': {
    fact: 'PayPal did not recognize the login.',
    remedy:
      'Check IDs and password, where capital and small letters count, and whether the account accepts only certain IP addresses.',
  },
  'account-unknown': {
    fact: 'PayPal finds no such account.',
    remedy: 'Check partner ID and merchant login ID, and that the account is activated at PayPal.',
  },
  'account-restricted': {
    fact: 'PayPal has restricted or closed the merchant’s account.',
    remedy: 'See at PayPal what the account needs before it can be paid again.',
  },
  'account-not-verified': {
    fact: 'The merchant has not confirmed the PayPal account.',
    remedy: 'Confirm email address and bank account at PayPal, and try again.',
  },
  'permission-denied': {
    fact: 'PayPal does not let this account do that.',
    remedy: 'Grant the user the permission at PayPal, or ask the merchant to grant the API permission again.',
  },
  'grant-missing': {
    fact: 'The merchant has not granted the API permission.',
    remedy: `Choose “${labels.grantAtPaypal}” in the form, and finish at PayPal.`,
  },
  'grant-withdrawn': {
    fact: 'The API permission has been withdrawn at PayPal.',
    remedy: 'Ask the merchant to grant it again.',
  },
  'feature-not-enabled': {
    fact: 'The PayPal account does not have this feature.',
    remedy: 'Order it from PayPal, or choose another PayPal account type.',
  },
  'express-disabled': {
    fact: 'Express Checkout is switched off for the PayPal account.',
    remedy: 'Ask PayPal to switch it on, or offer buyers another way to pay.',
  },
  'card-type-not-enabled': {
    fact: 'The PayPal account does not accept this type of card.',
    remedy: 'Switch it on at PayPal, or untick it in the form.',
  },
  'currency-not-supported': {
    fact: 'The PayPal account does not accept this currency.',
    remedy: 'Choose another currency in the form, or add this one to the account at PayPal.',
  },
  'test-account-on-live-host': {
    fact: 'This is a test account, which PayPal’s live system does not know.',
    remedy: 'Enter the account for production, or use this one in test.',
  },
  // The payment
  declined: {
    fact: 'The bank declined the payment.',
    remedy: 'Ask the buyer to check the details or to pay another way.',
    inTest:
      'Choose another amount: the test system answers by the amount, and with Payflow declines all above 1000.',
  },
  referral: {
    fact: 'The bank wants to approve the payment by telephone.',
    remedy: 'Ask the buyer to call the bank or to pay another way.',
    inTest: 'Choose another amount: 1013 gets this answer in the test system.',
  },
  'insufficient-funds': {
    fact: 'There is not enough money in the account.',
    remedy: 'Ask the buyer to pay another way.',
  },
  'over-limit': {
    fact: 'The amount is over the limit of the card or the account.',
    remedy: 'Ask the buyer to pay another way.',
  },
  'invalid-card-number': {
    fact: 'The card number is not valid.',
    remedy: 'Check the digits.',
    inTest: 'Use one of the test cards: the test system accepts no others.',
  },
  'invalid-card-expiry': {
    fact: 'The expiration date is wrong, or the card has expired.',
    remedy: 'Check month and year.',
  },
  'card-detail-missing': {
    fact: 'The card needs a start date or an issue number.',
    remedy: 'Ask the buyer to use another card.',
  },
  'avs-failed': {
    fact: 'The address does not match the bank’s.',
    remedy: 'Ask the buyer to check the address.',
    inTest: 'Use a street that begins with a number from 000 to 333.',
  },
  'cvv-mismatch': {
    fact: 'The security code (CVV) does not match.',
    remedy: 'Check the last digits on the back of the card, or on the front of an AMEX card.',
    inTest: 'Use a CVV from 001 to 300, which matches in the test system.',
  },
  'fraud-declined': {
    fact: 'The fraud filter of the PayPal account stopped the payment.',
    remedy: 'Check the filters at PayPal.',
  },
  'held-for-review': {
    fact: 'PayPal keeps the payment until somebody has reviewed it.',
    remedy: 'Accept or decline it at PayPal.',
  },
  'not-completed-yet': {
    fact: 'PayPal has not completed the payment yet.',
    remedy: 'Wait a little: PayPal is asked again automatically.',
  },
  'buyer-authentication-failed': {
    fact: 'The buyer’s bank did not confirm the buyer.',
    remedy: 'Ask the buyer to try again or to pay another way.',
  },
  'address-invalid': {
    fact: 'PayPal does not accept the buyer’s address.',
    remedy: 'Ask the buyer to correct the address at PayPal, or to choose another.',
  },
  'invalid-amount': {
    fact: 'PayPal cannot use this amount.',
    remedy: 'Choose another amount.',
    inTest: 'Choose an amount above zero and at most 1000.',
  },
  'amount-over-maximum': {
    fact: 'The amount is larger than PayPal allows.',
    remedy: 'Choose a smaller amount.',
  },
  'totals-mismatch': {
    fact: 'The total does not match its parts.',
    remedy: 'Try again, or choose another amount if it happens again.',
  },
  duplicate: {
    fact: 'PayPal has had this payment before.',
    remedy: 'See in the list whether it went through before you try again.',
  },
  'in-progress': {
    fact: 'PayPal is still working on it.',
    remedy: 'Wait a little: PayPal is asked again automatically.',
  },
  // The buyer at PayPal
  'buyer-cancelled': {
    fact: 'The buyer canceled at PayPal.',
    remedy: 'Nothing was charged, so you can start again at any time.',
  },
  'buyer-not-approved': {
    fact: 'The buyer has not approved the payment at PayPal.',
    remedy: 'Open PayPal’s page again and approve, or start again.',
  },
  'buyer-other-method': {
    fact: 'PayPal cannot charge the way the buyer chose.',
    remedy: 'Ask the buyer to choose another card or account at PayPal.',
  },
  'token-invalid': { fact: 'PayPal does not know this session.', remedy: 'Start the payment again.' },
  'token-expired': { fact: 'The session at PayPal has expired.', remedy: 'Start the payment again.' },
  'token-used': {
    fact: 'The session at PayPal has been used already.',
    remedy: 'See in the list whether the payment went through before you start again.',
  },
  'payer-invalid': { fact: 'Another buyer approved at PayPal.', remedy: 'Start the payment again.' },
  // What follows a payment
  'original-not-found': {
    fact: 'PayPal does not find the payment in question.',
    remedy: 'Look for it at PayPal.',
    inTest: 'Start a new payment: the simulator forgets everything when the program is closed.',
  },
  'original-failed': {
    fact: 'The payment in question did not go through.',
    remedy: 'There is nothing to capture, void or refund.',
  },
  'already-captured': {
    fact: 'The amount has been captured already.',
    remedy: 'You do not need to do anything more.',
  },
  'cannot-capture': {
    fact: 'The authorized amount cannot be captured.',
    remedy: 'See at PayPal whether it is captured or released already, and start a new payment if not.',
  },
  'cannot-void': { fact: 'The payment can no longer be voided.', remedy: 'Refund the amount instead.' },
  'cannot-refund': {
    fact: 'The amount cannot be refunded.',
    remedy: 'See at PayPal whether it has been refunded already.',
  },
  'payment-pending': {
    fact: 'PayPal has not received the money yet, so it cannot be given back.',
    remedy: 'Refund when the payment has been completed.',
  },
  'partly-refunded': {
    fact: 'Part of the amount has been refunded before, so less is left.',
    remedy: 'See at PayPal how much is left, and refund the rest there.',
  },
  'refund-not-covered': {
    fact: 'There is not enough money in the PayPal account for the refund.',
    remedy: 'Add money to the PayPal account, and refund again.',
  },
  'refund-too-late': {
    fact: 'PayPal’s time limit for refunding this payment has passed.',
    remedy: 'Agree with the buyer on another way to give the money back.',
  },
  disputed: {
    fact: 'The buyer has disputed the payment at PayPal or with the bank.',
    remedy: 'Resolve the case in PayPal’s Resolution Center, which also gives the money back.',
  },
  // The call
  'invalid-request': {
    fact: 'PayPal did not understand one of the details.',
    remedy: 'See in PayPal’s own answer which one it is, and correct it.',
  },
  'type-not-supported': {
    fact: 'The PayPal account does not have this way to pay.',
    remedy: 'Choose another PayPal account type or another way to pay.',
  },
  'rate-limited': {
    fact: 'PayPal has had too many requests in a short time.',
    remedy: 'Wait a few minutes and try again.',
  },
  'processor-unavailable': {
    fact: 'The bank behind PayPal is not answering now.',
    remedy: 'Try again in a while.',
  },
  'processor-timed-out': {
    fact: 'The bank did not answer PayPal in time.',
    remedy: 'Ask PayPal what happened to the payment before you try again.',
  },
  'internal-error': { fact: 'Something went wrong at PayPal.', remedy: 'Try again in a while.' },
  'malformed-answer': {
    fact: 'The answer from PayPal could not be read.',
    remedy: 'Try again, and check whether something on the network changes the traffic.',
  },
  unrecognised: {
    fact: 'PayPal answered something that the program does not know.',
    remedy: 'Contact PayPal if the answer is not clear enough.',
  },
  // The line
  offline: {
    fact: 'This computer is offline.',
    remedy: 'Connect and try again, or choose the simulator in test, which needs no network.',
  },
  'host-unknown': {
    fact: 'PayPal’s address was not found.',
    remedy: 'Check the network and DNS, and try again.',
  },
  'connection-refused': {
    fact: 'PayPal did not accept the connection.',
    remedy: 'Check whether a firewall blocks it, and try again.',
    inTest:
      'Check whether a firewall blocks it, or close and open the program if it is the simulator that does not answer.',
  },
  'connection-lost': {
    fact: 'The connection to PayPal was cut.',
    remedy: 'If a payment was under way, ask PayPal about it before you try again.',
  },
  'certificate-refused': {
    fact: 'What answered could not show that it is PayPal.',
    remedy: 'Send nothing until the IT department has checked the network, since a proxy may be in between.',
  },
  'proxy-refused': {
    fact: 'The proxy did not let the request through.',
    remedy: 'Check the system’s proxy settings, or ask the IT department to let PayPal through.',
  },
  'timed-out': {
    fact: 'PayPal did not answer in time.',
    remedy: 'If a payment was under way, ask PayPal about it before you try again.',
  },
}
