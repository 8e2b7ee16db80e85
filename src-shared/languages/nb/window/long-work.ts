/** What the system says of work while the window is not in front. */
export const longWork = {
  done: 'Ferdig.',
  failed: 'Ikke fullført. Åpne vinduet for å se hvorfor.',
  sendingMail: 'Sender meldinger',
}
