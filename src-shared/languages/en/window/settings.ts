import type { settings as source } from '../../nb/window/settings.ts'
import type { Shape } from '../../shape.ts'

export const settings: Shape<typeof source> = {
  title: 'Settings',
  site: 'The site',
  name: 'Site name',
  nameHint: 'Shown at the top of the window.',
  nameMissing: 'The site must have a name. Write 1 to 80 characters.',
  nameTooLong: 'The name has {n} characters. Write up to 80.',
  timeZone: 'Time zone',
  timeZoneNow: 'The time there is {time} now, {day}. Codes are valid until midnight there.',
  timeZoneUnknown: 'The time zone does not exist. Choose one from the list, such as Europe/Oslo.',
  timeZoneNone: 'No time zone has that name. Try a city, such as Oslo.',
  limit: 'Recipients per file',
  limitUnit: 'recipients',
  limitHint:
    'A file can have this many recipients. A larger one is refused, or split into batches. 1 to 100,000; 1,000 is usual.',
  limitWrong: 'Write a whole number from 1 to 100,000.',
  person: 'Only for you on this machine',
  language: 'Language',
  theme: 'Appearance',
  personHint: 'Takes effect at once.',
  data: 'Where the data is kept',
  dataDesktop:
    'Everything is on this machine, in the program’s own folder for your user. Nothing is sent to anyone. The sample data has a folder of its own.',
  dataBrowser:
    'Everything is on the machine that runs the program, in a folder of its own. The browser keeps only language and appearance. The sample data has a folder of its own.',
  dataBackup: 'Before the program changes the format of its storage, it makes a backup beside it.',
  unsaved: 'Not saved: {fields}',
  confirm: 'Check the name and time zone, then save.',
  allSaved: 'Everything is saved.',
  discard: 'Discard',
  save: 'Save',
  saved: 'The settings are saved.',
}
