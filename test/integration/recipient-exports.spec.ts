import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { recipientsArea } from '../support/recipients-area.ts'

const FOLDER = fileURLToPath(new URL('../fixtures/recipients/exports/', import.meta.url))
const PEOPLE = [
  ['kari.nordmann@example.com', 'Kari Nordmann'],
  ['ola.hansen@example.com', 'Ola Hansen'],
  ['ida.vik@example.com', 'Ida Vik'],
]
/** Addresses of owners, buyers, hosts and second ones, which are listed and not taken. */
const LEFT_OUT: Record<string, string[]> = {
  'eventbrite-attendees.csv': ['Buyer email'],
  'eventbrite-orders.csv': ['Organiser Email'],
  'google-contacts.csv': ['E-mail 2 - Value'],
  'odoo-attendees.csv': ['Booked by/Email', 'Company/Email'],
  'outlook-contacts.csv': ['E-mail Display Name', 'E-mail 2 Address'],
  'pretix-orders.csv': ['E-mail'],
  'salesforce-report.csv': ['Owner Email', 'Created By: Email'],
  'teams-attendance.csv': ['Participant ID (UPN)', 'row 15'],
  'webex-users.csv': ['Site Admin Email'],
  'zoom-participants.csv': ['row 2'],
  'zoom-webinar.csv': ['row 7'],
}

const { area, read } = recipientsArea()
afterAll(() => area.close())

describe('lists as other products export them', () => {
  it.each(readdirSync(FOLDER))('%s', async (file) => {
    const { importId, counts, reading } = await read(`${FOLDER}${file}`)
    const { rows } = await area.handlers.rows({ importId, tab: 'good', offset: 0, limit: 10 })
    expect(rows.map(({ email, name }) => [email, name])).toEqual(PEOPLE)
    expect(counts).toMatchObject({ good: 3, bad: 0, namedFromAddress: 0 })
    expect(reading.question).toBeNull()
    const places = reading.leftOut.map((it) => {
      if (it.kind === 'other-column') return it.heading
      return it.kind === 'other-table'
        ? `row ${it.headerRow}`
        : it.kind === 'above-headings'
          ? `row ${it.row}`
          : it.kind
    })
    expect(places).toEqual(LEFT_OUT[file] ?? [])
  })
})
