/** What Vuetify's own controls say. */
export const controls = {
  open: 'Åpne',
  close: 'Lukk',
  noDataText: 'Ingen data er tilgjengelig',
  input: {
    clear: 'Fjern {0}',
    prependAction: '{0} foranstilt handling',
    appendAction: '{0} etterstilt handling',
  },
}
