export const drafts = {
  kept: 'Utkast lagret {time}',
  restored: 'Utkastet ditt fra {when} er hentet fram.',
  passwords: 'Passord er ikke med i et utkast.',
  discard: 'Forkast',
  discarded: 'Utkastet er forkastet.',
  newer: 'Det finnes et annet utkast av dette skjemaet, fra {when}.',
  takeNewer: 'Vis det',
  keepMine: 'Behold dette',
  savedOtherwise: 'Endret et annet sted mens du skrev: {fields}.',
  savingReplaces: 'Lagrer du, gjelder det du har skrevet. Historikken viser hva som ble endret.',
  tookNewer: 'Det andre utkastet vises nå.',
}
