import type { Language } from '../../preferences.ts'
import type { Service } from '../../domain/services.ts'
import type { Template } from '../../domain/mail/template.ts'

const nb = (access: string): Template => ({
  subject: 'Kampanjekode fra %MerchantName%',
  text: `Hei %AttendeeName%,

Her er kampanjekoden din til ${access} hos %MerchantName%:

%PromoCode%

Rabatt: %Discount%
Gyldig til og med: %ExpirationDate%

Skriv inn koden på betalingssiden, så trekkes rabatten fra prisen.

Har du spørsmål? Kontakt oss på %SupportInfo%.

Vennlig hilsen
%MerchantName%
`,
})

const en = (access: string): Template => ({
  subject: 'A promo code from %MerchantName%',
  text: `Hello %AttendeeName%,

Here is your promo code for ${access} from %MerchantName%:

%PromoCode%

Discount: %Discount%
Valid through: %ExpirationDate%

Enter the code on the payment page, and the discount is taken off the price.

Questions? Contact us: %SupportInfo%.

Kind regards,
%MerchantName%
`,
})

/** What is sent until somebody words it otherwise. */
export const DEFAULT_TEMPLATES: Record<Service, Record<Language, Template>> = {
  events: { nb: nb('Webex Events'), en: en('Webex Events') },
  training: { nb: nb('Webex Training'), en: en('Webex Training') },
}
