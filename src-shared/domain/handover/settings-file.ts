import { z } from 'zod'
import { cardSchema } from '../commerce/cards.ts'
import { paymentCurrencySchema } from '../commerce/payment-currency.ts'
import { accountTypeIdSchema, providerIdSchema } from '../commerce/providers.ts'

/** Another number where those who read such files have to change something. */
const VERSION = 1

const moment = z.iso.datetime()
const paragraphs = z.array(z.string()).meta({ description: 'Paragraphs of plain text, never HTML' })

const serviceSettingsSchema = z.strictObject({
  revision: z.int().min(1).meta({ description: 'The number of the update that these settings come from' }),
  publishedAt: moment,
  takesPayment: z.boolean().meta({ description: 'False while the service is turned off, or in test' }),
  provider: providerIdSchema,
  accountType: accountTypeIdSchema.nullable(),
  account: z
    .strictObject({
      partnerId: z.string(),
      vendor: z.string(),
      userId: z.string(),
      clientId: z.string(),
      paypalEmail: z.string(),
    })
    .meta({ description: 'Empty texts for what the provider does not ask. No secret is among them' }),
  currency: paymentCurrencySchema,
  cards: z
    .array(cardSchema)
    .nullable()
    .meta({ description: 'Null where PayPal’s own page takes the card, or the product takes none' }),
  expressCheckout: z.boolean(),
  merchantName: z.string(),
  support: z.string().meta({ description: 'An e-mail address or a telephone number' }),
  header: paragraphs,
  footer: paragraphs,
})

/** The published settings of a site as they are handed over to those who run it. */
export const settingsFileSchema = z
  .strictObject({
    format: z.literal('ecommerce-admin-settings'),
    version: z.literal(VERSION),
    site: z.string(),
    handedOverAt: moment,
    services: z
      .strictObject({ events: serviceSettingsSchema.optional(), training: serviceSettingsSchema.optional() })
      .meta({ description: 'Webex Events and Webex Training; one that is not handed over is left out' }),
    secrets: z
      .strictObject({ events: z.string().optional(), training: z.string().optional() })
      .optional()
      .meta({
        description:
          'The password of each account, or its client secret. Only in a file that is encrypted for the site',
      }),
  })
  .meta({
    title: 'Published e-commerce settings',
    description:
      'What E-commerce Admin hands over to a site: what its payment page shows, and how it is paid.',
  })
export type SettingsFile = z.output<typeof settingsFileSchema>
export type ServiceSettingsFile = z.output<typeof serviceSettingsSchema>

/** The same as JSON Schema, for programs of others: `docs/handover/settings.schema.json`. */
export const settingsFileJsonSchema = (): object => z.toJSONSchema(settingsFileSchema, { io: 'output' })
