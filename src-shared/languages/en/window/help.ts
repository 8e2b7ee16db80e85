import type { HelpTexts } from '../../help-texts.ts'

const toLogIn = 'that the site uses to log in to the payment processing server.'
const cards =
  'Tick the cards that the site accepts. Which ones you can choose from follows from the PayPal account type. With Website Payments Pro the field is not shown, because the card is entered at PayPal.'

export const help: HelpTexts = {
  commerce: {
    services:
      'Tick the services that you want to enable e-commerce for. If you select both Webex Events and Webex Training, the changes that you make for one apply to the other automatically.',
    mode: 'In Test you try your changes without making actual transactions.\nWhen the configuration is complete, select Production and then Update to make the changes available.',
    provider:
      'The online payment service that processes the credit card transactions. The fields below follow from what you choose. Choose the product that you have an agreement for at PayPal.',
    currency:
      'The currency symbol shown on the site. Payflow Pro supports only USD (US dollars). Where another currency is possible, select Change.',
    currencyExpress:
      'The currency symbol shown on the site. Express Checkout has CAD (Canadian dollars) as its default currency in Canada, and USD (US dollars) in the US. Select Change to use another.',
    partnerId:
      'The identification number or name of the online payment service. In production, use the ID that the payment service provides.',
    vendor: `The merchant’s identification number or name ${toLogIn}`,
    userId: `The user’s identification number or name ${toLogIn}`,
    password: `The password ${toLogIn}\nIt is stored encrypted and never shown again.`,
    clientId:
      'The ID of the REST app at PayPal. It is under “Apps & Credentials” on PayPal’s developer pages.',
    clientSecret:
      'The secret that belongs to the client ID. It is in the same place at PayPal. It is stored encrypted and never shown again.',
    paypalEmail: 'The email address that the merchant logs in to the PayPal account with.',
    grant:
      'Required so that Webex can run the transaction on your behalf. Select the link and follow the instructions that appear.',
    accountType:
      'Website Payments Pro: Payments are handled on PayPal’s page. The field to select a credit or debit card is not shown.\nThe Payflow editions and Payflow Pro: The card field is shown, with the cards listed under the name.',
    cards,
    cardsUk: cards,
    express:
      'Tick to enable Express Checkout. Buyers start and finish the payment on your site, and log in to their PayPal account on the way.',
    merchantName: 'The name that you want to show for your company or organization on the payment page.',
    support:
      'An email address or a phone number that attendees can use to get help with payment transactions online.',
    header: 'The text that you want to show in the header of the payment page.',
    footer: 'The text that you want to show in the footer of the payment page.',
  },
  create: {
    service: 'The service to create promo codes for. The code cannot be used in the other service.',
    appliesTo:
      'Whether the code applies to all programs, events, and sessions of the service, or only to one kind, such as live events.',
    recipients:
      'Choose one recipient to enter a name and an email address. Choose a file when each of several people gets a code. Codes without a recipient can be handed out later.',
    name: 'The name of the recipient of the new promo code: a company or a person.',
    email: 'The email address of the recipient. If you have many, you can upload a file instead.',
    file: 'A text file (.txt), a file of comma-separated values (CSV), or an Excel workbook, with one recipient on each line: email address and name.\nIf the name is missing, the part of the address before @ is used, both in the email (%AttendeeName%) and as the recipient name in the report.',
    codeType:
      'System generated: The system makes the codes, and you enter how many.\nSingle custom: You write one code yourself.\nOwn codes: A file has the codes, one in each row.',
    perRecipient: 'How many new codes each recipient gets.',
    count: 'How many new codes the recipient gets.',
    length:
      'The number of characters in the codes that the system makes. The more codes you create, the longer they must be to be hard to guess.',
    prefix: 'Characters that all codes begin with, such as SPRING. They are not counted in the length.',
    suffix: 'Characters that all codes end with. They are not counted in the length.',
    groupSize:
      'Divides the codes into groups with hyphens between, so that they are easier to read and type: SPRING-XXXX-XXXX. The last group may be shorter.',
    customCode: 'A code of your choice with letters, digits, hyphens, and underscores.',
    usage:
      'Whether the code can be used once, several times, or an unlimited number of times before it expires.',
    times: 'How many times each code can be used before it is used up.',
    discountType: 'Whether the discount is a fixed amount or a percentage of the price.',
    discount: 'The amount (in USD, CAD, or GBP) or the percentage that is taken off the price.',
    currency:
      'The currency of the fixed amount. The code can only be used for payments in the same currency.',
    validFrom:
      'The first day on which the codes can be used. They can be sent out before it. If the field is empty, they can be used at once.',
    expires:
      'The date on which the promo codes expire. They can be used until the end of that day. You can extend the date later in the report.',
    batchName: 'A name for the codes that are created together. It makes them easy to find in the report.',
    note: 'A note to yourself and others who work with the codes. Recipients never see it, but the search in the report finds it.',
  },
  report: {
    parameters:
      'Enter what you know about the codes, such as a date range, a promo code, or a recipient. The report shows the codes that match everything you entered.',
    terms:
      'Changes one term of the codes that you selected: discount, usage limit, what they apply to, first and last day, or the note. The limit cannot go below what a code has been used already.',
    extend:
      'Select the codes to extend, choose Extend expiration date, and enter the new date. The Expiration date column shows the new dates.',
  },
}
