/** The screen that is shown when the site cannot be opened, or is damaged. */
export const recovery = {
  title: 'Nettstedet kan ikke åpnes',
  titleReadOnly: 'Nettstedet er skadet',
  titleRescued: 'Nettstedet er åpent igjen',
  unknown: 'Nettstedet er ikke åpent.',
  opened: 'Nettstedet er åpnet.',
  asBefore: 'Prøvd på nytt. Det er som før. | Prøvd på nytt {n} ganger. Det er som før.',
  backups: 'Gjenopprett en sikkerhetskopi',
  backupsWhat: 'Den erstatter nettstedet. Det som ligger der nå, beholdes som en kopi.',
  unreadable: 'Ingenting i databasen kunne leses. Gjenopprett en sikkerhetskopi.',
  empty:
    'Hvis du heller vil begynne med et tomt nettsted, lukker du programmet og flytter mappen «site» til et annet sted.',
  ways: {
    read: {
      title: 'Fortsett å lese',
      detail: 'Koder, rapporter og historikk kan vises og eksporteres så langt de kan leses.',
      button: 'Vis nettstedet',
    },
    rescue: {
      title: 'Lagre det som kan leses',
      detail:
        'Alt som kan leses, blir et nytt nettsted som du fortsetter i. De skadede filene beholdes, og du får en liste over det som mangler.',
      button: 'Lagre det som kan leses',
    },
    retry: {
      title: 'Når feilen er rettet',
      detail: 'Nettstedet åpnes slik det ligger, uten at noe endres.',
      button: 'Prøv igjen',
    },
    folder: {
      title: 'Gå tilbake til denne maskinen',
      detail: 'Nettstedet her åpnes slik det var da du forlot det. Det i databasen blir liggende der.',
      button: 'Åpne nettstedet på denne maskinen',
    },
    sample: {
      title: 'Se på eksempeldata i mellomtiden',
      detail: 'Navnene og kodene er oppdiktet. Ditt eget nettsted endres ikke.',
      button: 'Åpne eksempeldata',
    },
  },
  result: {
    fact: 'Det som kunne leses, er lagret i et nytt nettsted.',
    kept: 'De skadede filene er lagret blant sikkerhetskopiene, som {name}.',
    lost: 'Tapt eller usikkert',
    nothing: 'Ingenting gikk tapt.',
    goOn: 'Fortsett i det nye nettstedet',
    goOnDetail: 'E-post som venter, sendes ikke før du velger det i utboksen.',
    goOnButton: 'Fortsett',
    list: 'Lagre listen',
    listDetail: 'Den står også i historikken.',
    listButton: 'Lagre listen',
    listSaved: 'Listen er lagret.',
    file: 'tapt-fra-nettstedet.txt',
  },
}
