import type { siteSettingTexts as source } from '../../nb/window/site-settings.ts'
import type { Shape } from '../../shape.ts'

export const siteSettingTexts: Shape<typeof source> = {
  name: {
    label: 'Site name',
    inSentence: 'site name',
    hint: 'Shown at the top of the window.',
    missing: 'The site must have a name. Enter 1 to 80 characters.',
    tooLong: 'The name has {n} characters. Enter at most 80.',
  },
  timeZone: {
    label: 'Time zone',
    inSentence: 'time zone',
    wrong: 'The time zone does not exist. Choose one from the list, such as Europe/Oslo.',
  },
  recipientLimit: {
    label: 'Recipients per file',
    inSentence: 'recipient limit',
    hint: 'The highest number of recipients in one file: 1 to 100,000. 1,000 is usual. Larger files are rejected or split into batches.',
    unit: 'recipients',
    wrong: 'Enter a whole number from 1 to 100,000.',
  },
  promoLink: {
    label: 'Link for promo codes',
    inSentence: 'link for promo codes',
    hint: 'The address of the page where the code is used, with %PromoCode% in the place of the code. Used in messages and QR codes. Empty: no link.',
    'too-long': 'The address has {n} characters. Enter at most 300.',
    'not-an-address': 'Enter the whole address of the page, such as {suggestion}.',
    'not-https': 'The address must begin with https. Enter {suggestion}.',
    'no-code': 'The address lacks %PromoCode%. Enter {suggestion}.',
    'several-codes': '%PromoCode% can be in one place only. Enter {suggestion}.',
    'code-in-host': '%PromoCode% must come after the server name. Enter {suggestion}.',
  },
  retentionMonths: {
    label: 'Retention period for personal data',
    inSentence: 'retention period',
    hint: 'Once all codes of a person expired so long ago, erasing the data is proposed. Nothing is erased before you agree. 0 means that they are kept.',
    unit: 'months',
    wrong: 'Enter a whole number from 0 to 180.',
  },
}
