import type { secrets as source } from '../../nb/window/secrets.ts'
import type { Shape } from '../../shape.ts'

export const secrets: Shape<typeof source> = {
  passphrase: 'Passphrase',
  current: 'The passphrase now',
  next: 'New passphrase',
  repeat: 'Repeat the passphrase',
  show: 'Show the passphrase',
  hide: 'Hide the passphrase',
  length:
    'At least {n} characters. Three or four unrelated words are easier to remember and harder to guess.',
  tooShort: 'The passphrase has {n} characters. Enter at least {least}.',
  different: 'The two are not the same.',
  missing: 'Enter the passphrase.',
  wrong: 'The passphrase is not right. Capital and small letters count.',
  lostNote: 'If you forget the passphrase, the passwords have to be entered again. Nothing else changes.',

  locked: {
    title: 'The passwords are locked',
    what: 'Enter the passphrase that you chose, so that the passwords can be used.',
    toSave: 'Enter the passphrase that you chose, so that {what} can be saved.',
    keychain: 'The passwords are locked. This computer’s keychain unlocks them.',
    unlock: 'Unlock',
    without: 'Continue without',
    withoutWhat:
      'Without the passphrase you can create codes, see reports and export. Passwords cannot be stored or used. If the passphrase is forgotten, the passwords can be entered again; nothing else is changed.',
    forgotten: 'The passphrase is forgotten',
    unlocked: 'The passwords are unlocked until the program closes.',
  },
  lost: {
    title: 'The passwords cannot be opened here',
    missing:
      'The passwords are encrypted with a keychain that does not answer on this computer. This happens when the data folder was moved here from another computer, or the keychain is locked or deleted.',
    other:
      'The passwords are encrypted with another keychain than the one on this computer. This happens when the data folder was moved here from another computer, or the keychain was created again.',
    ways: 'If the keychain is locked, unlock it and try again. If it is gone, nothing opens the passwords any longer: Remove them and enter them again.',
    again: 'Try again',
    remove: 'Remove the passwords…',
    withoutWhat:
      'Without the passwords you can create codes, see reports and export. Payments and messages that need a password wait.',
  },
  choose: {
    title: 'Choose a passphrase for the passwords',
    whatInstead:
      'The passphrase protects the passwords instead of this computer’s keychain. You enter it once each time the program opens.',
    what: 'This computer has no keychain to protect the passwords. A passphrase does, which you enter once each time the program opens.',
    toSave: 'Before {what} is saved, choose a passphrase that protects all passwords.',
    button: 'Choose passphrase',
    done: 'The passphrase is chosen.',
  },
  forget: {
    title: 'Remove the passphrase?',
    what: 'The passphrase and 1 stored password are removed. The password has to be entered again. Nothing else is changed. | The passphrase and {n} stored passwords are removed. The passwords have to be entered again. Nothing else is changed.',
    none: 'The passphrase is removed. No passwords are stored. Nothing else is changed.',
    button: 'Remove the passwords',
    done: 'The passphrase is removed. The passwords have to be entered again.',
    keychainTitle: 'Remove the passwords?',
    keychainWhat:
      'The passwords are removed. | 1 stored password is removed, and has to be entered again. Nothing else is changed. | {n} stored passwords are removed, and have to be entered again. Nothing else is changed.',
    keychainDone: 'The passwords are removed, and have to be entered again.',
    backups: 'Older backups still contain the passwords, encrypted as before.',
    protect: 'Protect new passwords by',
    byKeychain: 'This computer’s keychain',
    byPassphrase: 'A passphrase',
  },
  backups: {
    title: 'Remove older backups?',
    what: 'An older backup contains passwords as they were, encrypted. | 1 older backup, of {newest}, contains passwords as they were, encrypted. | {n} older backups, of {oldest} to {newest}, contain passwords as they were, encrypted.',
    opened: 'They still open with the passphrase or the keychain of that time.',
    instead:
      'The program first makes a new backup of the site as it is now. Afterwards nothing older than that can be restored.',
    others:
      'The others are in a folder that the program does not clean up. | 1 more is in a folder that the program does not clean up. Remove it yourself. | {n} more are in a folder that the program does not clean up. Remove them yourself.',
    keep: 'Keep them',
    remove: 'Make new, remove older',
    removing: 'Making a backup…',
    done: 'A new backup is made.',
    doneRest: 'No older one is removed. | 1 older one is removed. | {n} older ones are removed.',
  },
  card: {
    title: 'Password protection',
    keychain:
      'The passwords are encrypted with this computer’s keychain. Only you, on this computer, can use them.',
    passphrase: 'The passwords are encrypted with a passphrase.',
    passphraseOpen: 'Unlocked until the program closes.',
    passphraseLocked: 'Locked now: passwords cannot be stored or used.',
    noneKeychain: 'No passwords are stored yet. They are encrypted with this computer’s keychain.',
    none: 'No passwords are stored yet. This computer has no keychain, so a passphrase that you choose protects them.',
    stored: 'No passwords are stored. | 1 password is stored. | {n} passwords are stored.',
    never:
      'A password is never shown again, and is not in exports, site files or logs. In backups it is encrypted.',
    set: 'Choose passphrase',
    setInstead: 'Use a passphrase instead',
    change: 'Change passphrase',
    lock: 'Lock now',
    unlock: 'Unlock',
    locked: 'The passwords are locked.',
    changed: 'The passphrase is changed. The passwords are encrypted again.',
  },
}
