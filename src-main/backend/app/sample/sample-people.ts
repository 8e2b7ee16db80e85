import type { Recipient } from '#backend/areas/promo/promo.ts'
import type { Seeded } from './seeded.ts'

// prettier-ignore
const FIRST = [
  'Åse', 'Øystein', 'Ærlend', 'Bjørg', 'Kåre', 'Ingrid', 'Sølvi', 'Håkon', 'Marit', 'Torbjørn', 'Gunn', 'Pål', 'Solveig',
  'Jørn', 'Astrid', 'Magne', 'Tove', 'Øyvind', 'Liv', 'Snorre', 'Ragnhild', 'Amira', 'Yusuf', 'Sanna', 'Biret', 'Mikkel',
] as const
// prettier-ignore
const LAST = [
  'Nordvik', 'Åsheim', 'Østby', 'Bråten', 'Fjeldstad', 'Hæreid', 'Løkken', 'Myklebust', 'Sæther', 'Tveit', 'Øygarden',
  'Berg', 'Dahle', 'Grønnevik', 'Kjærstad', 'Lie', 'Moen', 'Ruud', 'Skjeggestad', 'Vågen', 'Aas', 'Ødegård', 'Hætta',
] as const
// prettier-ignore
const COMPANIES = [
  'Havbris Shipping', 'Nordlys Energi', 'Blåfjell Bygg', 'Sølvpilen Reklame', 'Ærfugl Dun', 'Grønn Åker', 'Fjellvann',
  'Kystlinje', 'Østavind', 'Måke Media', 'Tind Regnskap', 'Bølgen Kurs', 'Skårungen', 'Lyngheim', 'Værhard', 'Rødberg',
] as const
const DOMAINS = [
  'havbris.example',
  'nordlys.example',
  'fjordpost.example',
  'tind.example',
  'example.com',
] as const

/** The Latin letters that an address of a Norwegian name is usually written with. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('å', 'a')
    .replace(/[^a-z]+/g, '.')

/** Made-up people, none twice within one call. */
export function samplePeople(random: Seeded, count: number): Recipient[] {
  const taken = new Set<string>()
  return Array.from({ length: count }, () => {
    const name = `${random.pick(FIRST)} ${random.pick(LAST)}`
    return { name, email: freeAddress(taken, plain(name), random.pick(DOMAINS)) }
  })
}

/** Made-up companies. */
export function sampleCompanies(random: Seeded, count: number): Recipient[] {
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, i) => {
    const company = COMPANIES[i % COMPANIES.length] ?? COMPANIES[0]
    const place = i < COMPANIES.length ? '' : ` ${random.pick(['Bergen', 'Tromsø', 'Ålesund', 'Bodø'])}`
    const name = `${company}${place} AS`
    return {
      name,
      email: freeAddress(taken, 'kurs', `${plain(`${company}${place}`).replaceAll('.', '-')}.example`),
    }
  })
}

function freeAddress(taken: Set<string>, local: string, domain: string): string {
  let address = `${local}@${domain}`
  for (let n = 2; taken.has(address); n += 1) address = `${local}${n}@${domain}`
  taken.add(address)
  return address
}
