export const drafts = {
  kept: 'Utkast lagret {time}',
  restored: 'Utkastet ditt fra {when} er hentet fram.',
  passwords: 'Passord er ikke med i et utkast.',
  discard: 'Forkast',
  discarded: 'Utkastet er forkastet.',
  newer: 'Det finnes et annet utkast av dette skjemaet, fra {when}.',
  takeNewer: 'Vis det',
  keepMine: 'Behold dette',
  tookNewer: 'Det andre utkastet vises nå.',
}
