/** The screen that is shown when the site cannot be opened, or is damaged. */
export const recovery = {
  title: 'Nettstedet kan ikke åpnes',
  titleReadOnly: 'Nettstedet er skadet',
  unknown: 'Nettstedet er ikke åpent.',
  opened: 'Nettstedet er åpnet.',
  asBefore: 'Prøvd på nytt. Det er som før. | Prøvd på nytt {n} ganger. Det er som før.',
  ways: {
    read: {
      title: 'Fortsett å lese',
      detail: 'Koder, rapporter og historikk kan vises og eksporteres så langt de kan leses.',
      button: 'Vis nettstedet',
    },
    retry: {
      title: 'Når feilen er rettet',
      detail: 'Nettstedet åpnes slik det ligger, uten at noe endres.',
      button: 'Prøv igjen',
    },
    sample: {
      title: 'Se på eksempeldata imens',
      detail: 'Navnene og kodene er oppdiktet. Ditt eget nettsted røres ikke.',
      button: 'Åpne eksempeldata',
    },
  },
}
