import { writeSettings } from '../../storage/settings.ts'
import { type Transaction } from '../../storage/writer.sqlite.ts'

/** Fills a new database with a made-up site for a first look. */
export async function fillSample(tx: Transaction, _now: number): Promise<void> {
  await writeSettings(tx, {
    name: 'Fjordkurs',
    timeZone: 'Europe/Oslo',
    timeZoneConfirmed: true,
    recipientLimit: 1000,
    mode: 'test',
  })
}
