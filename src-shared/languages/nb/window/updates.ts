/** Updates of the program itself. */
export const updates = {
  card: 'Oppdateringer',
  wanted: 'Søk etter oppdateringer én gang om dagen',
  hint: 'Ingenting lastes ned eller installeres før du velger det.',
  asked:
    'Oppdateringsserveren blir spurt om hvilken versjon som er nyest. Den får ikke vite noe om deg eller nettstedet.',
  check: 'Søk nå',
  checking: 'Søker etter en oppdatering …',
  available: 'Versjon {version} kan installeres.',
  nothingYet: 'Ingenting er lastet ned ennå.',
  look: 'Se hva som er nytt',
  later: 'Ikke nå',
  title: 'Versjon {version}',
  notes: 'Nytt i denne versjonen',
  download: 'Last ned',
  downloading: 'Laster ned: {percent} %',
  ready:
    'Oppdateringen er lastet ned og kontrollert. Den installeres når du velger det, og programmet starter på nytt. Alt du har lagret, blir som det er.',
  install: 'Installer nå',
  installUnsaved: 'Installer uten sikkerhetskopi',
  noBackup:
    'Det gikk ikke å ta en sikkerhetskopi av nettstedet som er åpent. Oppdateringen er lastet ned og kontrollert, men ikke installert ennå.',
  preparing: 'Tar en sikkerhetskopi før oppdateringen installeres …',
  installing: 'Oppdateringen installeres. Maskinen kan be om passordet ditt.',
  failed: {
    offline: 'Maskinen har ingen forbindelse til serveren. Prøv igjen når den er på nett.',
    'no-answer': 'Serveren svarte ikke på et halvt minutt. Prøv igjen senere.',
    server: 'Serveren ga ikke en oppdatering som kan brukes. Prøv igjen senere.',
    interrupted: 'Nedlastingen ble avbrutt. Last ned på nytt.',
    damaged: 'Filen er ikke den som er utgitt, og ble ikke installert. Last ned på nytt.',
    'not-installed':
      'Oppdateringen ble ikke installert. Versjonen du har, er uendret. Last ned på nytt for å prøve igjen.',
  },
}
