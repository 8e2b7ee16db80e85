/** Diagrammene på oversikten og ved siden av rapporten. */
export const charts = {
  role: 'diagram',
  keys: 'Piltastene går fra søyle til søyle, Enter viser kodene.',
  asTable: 'Vis som tabell',
  asChart: 'Vis som diagram',
  choose: 'Hva diagrammet viser',
  currency: 'Valuta',
  nothing: 'Ingenting å vise ennå.',
  heading: { time: 'Periode', service: 'Tjeneste', batch: 'Serie', item: 'Vare' },
  showBy: 'Vis etter',
  show: { time: 'Tid', service: 'Tjeneste', batch: 'Serie', item: 'Vare' },
  mode: 'Driftsmåte',
  modes: { production: 'Produksjon', test: 'Test' },
  inTest: '{title} i test',
  unknownItem: 'Uten vare',
  expires: 'Utløpsdato',
  batch: 'Serie',
  by: { day: 'per dag', week: 'per uke', month: 'per måned' },
  redemptions: {
    title: 'Innløsninger',
    series: 'Innløsninger',
    sentence: 'Ingen innløsninger. | 1 innløsning {by}, {span}. | {n} innløsninger {by}, {span}.',
    most: 'Ingen innløsninger. | 1 innløsning: {name}. | {n} innløsninger, flest for {name}: {most}.',
  },
  money: {
    title: 'Betalt og rabatt',
    short: 'Beløp',
    paid: 'Betalt',
    discount: 'Gitt i rabatt',
    sentence: 'Kjøpere med kode betalte {paid} og fikk {discount} i rabatt, {span}.',
    sum: 'Kjøpere med kode betalte {paid} og fikk {discount} i rabatt.',
  },
  expirations: {
    title: 'Koder etter status og utløpsdato',
    sentence:
      'Ingen aktive koder utløper fra i dag til {day}. | 1 aktiv kode utløper fra i dag til {day}. | {n} aktive koder utløper fra i dag til {day}.',
  },
  best: {
    title: 'Mest brukte serier',
    short: 'Mest brukt',
    sentence: '{name} er ikke brukt. | {name} er brukt mest: 1 gang. | {name} er brukt mest: {n} ganger.',
  },
  rate: {
    title: 'Innløsningsgrad for nye serier',
    short: 'Innløsningsgrad',
    series: 'Koder som er innløst',
    sentence:
      'Det er ingen koder. | {percent} av kodene er innløst minst én gang: {redeemed} av 1. | {percent} av kodene er innløst minst én gang: {redeemed} av {n}.',
  },
}
