import type { Shape } from '../../shape.ts'
import type { privacy as source } from '../../nb/window/privacy.ts'

export const privacy: Shape<typeof source> = {
  title: 'Privacy',
  subtitle: 'Find everything that is stored about a person, hand it out in a file, or erase it.',
  search: {
    title: 'Find a person',
    label: 'Name or email address',
    hint: 'A part of the name or address is enough.',
    asking: 'Searching…',
    nobody: 'No code or message has this name or address.',
    more: 'The first {n} are shown. Type more to find others.',
    inTexts: 'Look for “{text}” in history, forms and views',
  },
  reading: 'Reading…',
  nothing: 'Nothing is stored about this person.',
  entries: 'What is stored about the person',
  first: 'The first {n} of {total} are shown. All are in the file.',
  underWay: 'The outcome of something is still unknown.',
  underWayRest:
    'A message to the person is being sent, or a payment waits for PayPal’s answer. The data can be erased once the outcome is known.',
  file: 'Personal data',
  export: {
    button: 'Export',
    all: 'Everything about the person in one file',
    xlsx: 'Workbook to read (.xlsx)',
    json: 'For other programs (.json)',
  },
  exported: 'The personal data are saved in {name}.',
  erased: 'The personal data are erased.',
  erase: {
    button: 'Erase personal data',
    title: 'Erase the data of this person?',
    replaced: 'Name and address are replaced in 1 place. | Name and address are replaced in {n} places.',
    kept: 'Codes and sums are kept.',
    keptWhat: 'The codes work as before, and figures and reports are the same.',
    waiting: '1 message in the outbox will not be sent. | {n} messages in the outbox will not be sent.',
    shared: 'Others have the same name.',
    sharedWhat: 'So this name is kept where it is only mentioned in a text: {names}.',
    own: 'The site’s own settings are not changed.',
    ownWhat: 'The person is mentioned here as well, to be changed there: {places}.',
    forever: 'This cannot be undone.',
    foreverWhat: 'Undoing or redoing older operations does not bring the data back either.',
    now: 'Erase the data',
  },
  own: {
    'site-name': 'the name of the site',
    commerce: 'the e-commerce settings and their revisions',
    'mail-server': 'the mail server',
    'mail-templates': 'the mail templates',
  },
  backups: {
    fact: 'Older backups are not changed.',
    remaining:
      'There are none now. | 1 backup may contain the data until it is replaced. | {n} backups may contain the data until they are replaced.',
    show: 'Show the backups',
    remain: 'Older backups still contain them.',
  },
  retention: {
    title: 'Retention period',
    off: 'Personal data are kept until you erase them. With a retention period, erasing old data is proposed.',
    nobody:
      'Nobody has only codes that expired more than 1 month ago. | Nobody has only codes that expired more than {n} months ago.',
    due: '1 person has only codes that expired before {date}. | {n} persons have only codes that expired before {date}.',
    button: 'Erase the data of 1 person | Erase the data of {n} persons',
    settings: 'Change the retention period',
    choose: 'Choose a retention period',
    question: 'Erase data that are too old?',
    persons: 'Name and address of 1 person are replaced. | Names and addresses of {n} persons are replaced.',
    codes: 'They have no codes. | They have 1 code, which has expired. | They have {n} codes, all expired.',
    done: 'The data of 1 person are erased. | The data of {n} persons are erased.',
  },
}
