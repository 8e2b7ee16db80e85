import { otherService } from '../../../domain/services.ts'
import { CARDS } from '../../../domain/commerce/cards.ts'
import { filledInAt } from '../../../domain/mail/variables.ts'
import type { BadRow } from '../../../contract/error-codes.ts'
import type { ErrorTexts } from '../../../wording/error-texts.ts'
import { groupDigits } from '../../formats.ts'
import { formats } from '../formats.ts'
import { labels } from '../labels.ts'
import { shell } from '../window/shell.ts'
import { siteFile } from '../window/site-file.ts'
import { siteSettingTexts } from '../window/site-settings.ts'
import { commerceWords } from './commerce-words.ts'
import { orderFileWords } from './order-file-words.ts'
import { databaseObstacles } from './database-obstacles.ts'
import { databaseProblems } from './database-problems.ts'
import { placeName, unavailableText, unwritableWords } from './storage-words.ts'

const formatNumber = (count: number) => groupDigits(count, formats.groupMark)
const megabytes = (bytes: number) => `${formatNumber(Math.max(1, Math.round(bytes / 1_000_000)))} MB`
const codes = (count: number) => (count === 1 ? '1 code' : `${formatNumber(count)} codes`)
const listExamples = (examples: readonly string[], count: number) =>
  examples.length < count
    ? `${examples.join(', ')} and ${formatNumber(count - examples.length)} more`
    : examples.join(', ')

/** What is wrong in a database, where that is known. */
const placed = (at: BadRow | undefined): string => {
  if (!at) return ''
  const row = at.row > 0 ? `, row ${formatNumber(at.row)}` : ''
  const column = at.column === null ? '' : `, column ${at.column}`
  return ` (table ${at.table}${row}${column})`
}

export const errorTexts: ErrorTexts = {
  'input.invalid': ({ issues }) => ({
    fact: `The request does not fit: ${issues.map(({ path, message }) => `${path || 'input'}: ${message}`).join('; ')}.`,
    remedy: 'Nothing was changed. Correct it, and send it again.',
  }),
  'method.unknown': ({ method }) => ({
    fact: `There is no method “${method}”.`,
    remedy: 'GET /api/contract lists them all.',
  }),
  internal: ({ reference, stored }) => ({
    fact: 'Something went wrong inside the program.',
    remedy: `${
      {
        nothing: 'Nothing was changed.',
        something:
          'The change was stored all the same, in whole or in part. Check the history before you try again.',
        unclear: 'It is unclear whether the change was stored. Check the history before you try again.',
        unsaid: 'The history shows what was done.',
      }[stored ?? 'unsaid']
    }${reference === '' ? '' : ` The log has more under ${reference}.`}`,
  }),
  'backend.restarting': () => ({
    fact: 'E-commerce Admin did not answer and is restarting in the background.',
    remedy: 'No data was changed. Try again in a moment.',
  }),
  'backend.outcome-unknown': () => ({
    fact: 'E-commerce Admin stopped before it answered. It is unclear whether this was done.',
    remedy: 'Check the history before you try again.',
  }),
  'session.unknown': () => ({
    fact: 'The token or this tab is from an earlier start of the program, or there is none.',
    remedy:
      'Run npm start -- --browser again, with the same folder, and open the address that it prints. Scripts use the token that --print-token prints.',
  }),
  'backend.shutting-down': () => ({ fact: 'The program is closing.', remedy: 'Open it again to go on.' }),
  'backend.start-failed': ({ cause, detail, reference }) => ({
    fact: {
      error: 'An error in the program keeps it from starting.',
      'program-files': 'Files of the program are missing or damaged.',
      resources: 'The computer has too little memory, or too many open files or programs.',
      ended: 'The system ended the program while it started.',
    }[cause],
    remedy: `${
      {
        error: 'Try again. If that does not help, install the newest version.',
        'program-files': 'Install the program again; the data is kept. Then try again.',
        resources: 'Close other programs, then try again.',
        ended: 'Try again. If that does not help, restart the computer.',
      }[cause]
    } Nothing was changed. The log in the data folder has more under ${reference} (${detail}).`,
  }),

  'database.wrong-setting': ({ problem, found }) => {
    const { fact, remedy } = databaseProblems[problem](found)
    return { fact, remedy: `${remedy} Then start the program again. Nothing was changed.` }
  },
  'database.no-password': () => ({
    fact: 'The password of the site’s database is not known on this computer.',
    remedy:
      'Nothing was changed. Unlock the keychain and try again, or start the program with the password in ECOMMERCE_ADMIN_DATABASE_PASSWORD.',
  }),
  'database.read-only-user': () => ({
    fact: 'Your database user may only read the site.',
    remedy: 'Nothing was changed. Whoever runs the database can give you the right to change it.',
  }),
  'database.older-site': () => ({
    fact: 'The site in the database is of an older version of the program, and your database user may not update it.',
    remedy:
      'Nothing was changed. Have it opened once by someone who may change it and has this version, then try again.',
  }),

  'storagePlace.refused': ({ obstacle }) => {
    const { fact, remedy } = databaseObstacles[obstacle]
    return { fact, remedy: `${remedy} Nothing was changed.` }
  },
  'storagePlace.moved': () => ({
    fact: 'The database holds something else than when it was checked.',
    remedy: 'Nothing was changed. Check the connection again.',
  }),
  'storagePlace.by-environment': () => ({
    fact: 'Where the site is stored was set when the program was started.',
    remedy: 'Nothing was changed. Start it without ECOMMERCE_ADMIN_DATABASE to choose here.',
  }),
  'storagePlace.passphrase-needed': ({ passwords }) => ({
    fact: `${passwords === 1 ? 'A password is' : `${formatNumber(passwords)} passwords are`} encrypted with this computer’s keychain, which the others cannot use.`,
    remedy: 'Nothing was changed. Choose a passphrase for the passwords first, on this page, and try again.',
  }),
  'storagePlace.sample-open': () => ({
    fact: 'The sample data is open.',
    remedy: `Nothing was changed. Choose “${shell.sample.back}” first. It is your own site that is stored here or there.`,
  }),

  'author.by-environment': () => ({
    fact: 'Your name was set when the program was started.',
    remedy: 'Nothing was changed. Start it without ECOMMERCE_ADMIN_AUTHOR to enter another one here.',
  }),

  'job.unknown': () => ({
    fact: 'That work is no longer known.',
    remedy: 'The history shows whether it was done.',
  }),
  'job.cancelled': () => ({ fact: 'Canceled.', remedy: 'Nothing was changed.' }),

  'file.unknown': () => ({
    fact: 'The file that was chosen is no longer available.',
    remedy: 'Choose it again.',
  }),
  'file.unreadable': ({ name }) => ({
    fact: `${name} could not be opened.`,
    remedy: 'Check that it still exists and that you may read it, then choose it again.',
  }),
  'file.unwritable': ({ name, reason }) => ({
    fact: `${name} could not be saved: ${unwritableWords[reason]}.`,
    remedy:
      'An earlier file of that name is unchanged. Choose another place, or fix the problem and try again.',
  }),
  'file.empty': ({ name }) => ({
    fact: `${name} is empty.`,
    remedy: 'Choose a file with at least one address.',
  }),
  'file.too-large': ({ name, bytes, limit }) => ({
    fact: `${name} is ${megabytes(bytes)}. The limit is ${megabytes(limit)}.`,
    remedy: 'Save only the recipients, in a file of their own, and choose that.',
  }),
  'file.wrong-type': ({ name, found }, { fileKind }) => ({
    fact: `${name} is not a recipient file: the content is ${fileKind(found).what}.`,
    remedy: fileKind(found).remedy,
  }),
  'file.password-protected': ({ name }) => ({
    fact: `${name} is protected by a password.`,
    remedy: 'Save a copy without a password and choose that.',
  }),
  'file.damaged': ({ name, sheet }) => ({
    fact:
      sheet === undefined
        ? `${name} is damaged or incomplete.`
        : `The sheet “${sheet}” of ${name} is damaged or incomplete.`,
    remedy: 'Open it in the program it came from, save it again, and choose the new file.',
  }),
  'file.unpacks-too-large': ({ name, limit }) => ({
    fact: `${name} unpacks to more than ${megabytes(limit)}.`,
    remedy: 'Copy the recipients to a new workbook, or save them as .csv.',
  }),
  'file.too-many-columns': ({ name, columns, limit }) => ({
    fact: `${name} has ${formatNumber(columns)} columns. The limit is ${formatNumber(limit)}.`,
    remedy: 'Keep the columns with email and name, and choose the file again.',
  }),
  'file.too-many-rows': ({ name, limit }) => ({
    fact: `${name} has more than ${formatNumber(limit)} rows.`,
    remedy: 'Divide it into several files.',
  }),
  'file.took-too-long': ({ name, seconds }) => ({
    fact: `${name} could not be read within ${formatNumber(seconds)} seconds.`,
    remedy: 'Save the recipients as .csv and choose that file.',
  }),
  'file.no-addresses': ({ name, rows, formulas }) =>
    formulas === undefined
      ? {
          fact: `${name} has ${formatNumber(rows)} rows, but no email address in any of them.`,
          remedy: 'Check that the right file and sheet are chosen, and that one column has the addresses.',
        }
      : {
          fact: `${name} has formulas that have not been calculated, and no email addresses.`,
          remedy: 'Open it in Excel or LibreOffice, save it, and choose it again.',
        },

  'file.no-codes': ({ name, rows }) => ({
    fact: `${name} has ${formatNumber(rows)} rows, but no promo code in any of them.`,
    remedy: 'Check that the right file is chosen, and that one column has the codes.',
  }),

  'recipients.import-unknown': () => ({
    fact: 'The recipient file that was read is no longer available.',
    remedy: 'Read the file again. Everything else on the form is kept.',
  }),
  'recipients.row-unknown': ({ row }) => ({
    fact: `Row ${formatNumber(row)} is not in the file that was read.`,
    remedy: 'Read the file again.',
  }),
  'recipients.column-unclear': () => ({
    fact: 'Several columns of the file have addresses.',
    remedy: 'Choose the column with the recipients’ addresses.',
  }),
  'recipients.over-limit': ({ count, limit, row, email }) => ({
    fact: `The file has ${formatNumber(count)} recipients. The limit is ${formatNumber(limit)}.`,
    remedy: `Nothing was imported. Recipient number ${formatNumber(limit + 1)} is on row ${formatNumber(row)}: ${email}.`,
  }),

  'promo.refused': ({ problems }) => ({
    fact: `No codes were created: ${problems.join(', ')}.`,
    remedy: 'Fix the fields that are marked.',
  }),
  'plan.moved': ({ planned, now, of = 'codes' }) => ({
    fact: {
      codes: `The codes have changed since you looked: ${formatNumber(planned)} were to change, now it would be ${formatNumber(now)}.`,
      messages: `The outbox has changed since you looked at it: ${formatNumber(planned)} messages were to be sent, now it would be ${formatNumber(now)}.`,
      person: `What is stored about the person has changed since you looked: it was in ${formatNumber(planned)} places, now it is in ${formatNumber(now)}.`,
      operations: `Something was done on the site since you looked: the history had ${formatNumber(planned)} operations, now it has ${formatNumber(now)}.`,
      orders: `The site has changed since you looked: ${formatNumber(planned)} orders and refunds were to count, now it would be ${formatNumber(now)}.`,
      persons: `The data have changed since you looked: ${formatNumber(planned)} persons were to be erased, now it would be ${formatNumber(now)}.`,
    }[of],
    remedy: 'Nothing was done. Look at the new figures and decide again.',
  }),
  'promo.nothing-to-change': ({ left }) => ({
    fact: `None of the ${codes(left)} would change.`,
    remedy: 'Select other codes, or choose another date.',
  }),

  'promo.unknown-batch': () => ({
    fact: 'The batch no longer has any codes.',
    remedy: 'Choose another batch.',
  }),

  'report.unknown-result-set': () => ({
    fact: 'This report was closed in the meantime.',
    remedy: 'View the report again.',
  }),
  'report.position-outside': ({ count }) => ({
    fact: `The report has ${formatNumber(count)} rows; the selection goes beyond them.`,
    remedy: 'Select the rows again.',
  }),
  'report.too-many-rows': ({ rows, limit }) => ({
    fact: `${formatNumber(rows)} rows do not fit in an .xlsx sheet, which ends at ${formatNumber(limit)}.`,
    remedy: 'Narrow the report, or save it as .csv.',
  }),

  'report.unknown-list': () => ({
    fact: 'The list that was pasted is no longer available.',
    remedy: 'Paste it again.',
  }),
  'report.list-too-long': ({ values, limit }) => ({
    fact: `The list has ${formatNumber(values)} codes or addresses. The limit is ${formatNumber(limit)}.`,
    remedy: 'Divide it, and find one part at a time.',
  }),
  'report.unknown-code': () => ({
    fact: 'This code no longer exists.',
    remedy: 'The history shows whether its creation was undone.',
  }),

  'drafts.other-site': () => ({
    fact: 'The draft belongs to another site than the one that is open.',
    remedy: 'Open the site that it belongs to.',
  }),
  'drafts.changed-meanwhile': () => ({
    fact: 'Another window has saved a newer draft of this form.',
    remedy: 'Choose which of the two drafts to go on with.',
  }),

  'views.unknown': () => ({
    fact: 'This view no longer exists.',
    remedy: 'Save it again, or choose another.',
  }),
  'views.name-taken': ({ name }) => ({
    fact: `There is a view called “${name}” already.`,
    remedy: 'Choose another name.',
  }),

  'history.unknown-operation': ({ operationId }) => ({
    fact: `There is no operation ${formatNumber(operationId)}.`,
    remedy: 'The history lists them.',
  }),
  'history.already-undone': ({ operationId }) => ({
    fact: `Operation ${formatNumber(operationId)} is undone already.`,
    remedy: 'Nothing was changed.',
  }),
  'history.of-somebody-else': ({ operationId, author }) => ({
    fact: `Operation ${formatNumber(operationId)} was done by ${author}.`,
    remedy: 'Nothing was changed. In the history, you can also undo what others did.',
  }),
  'history.not-undoable': ({ operationId }) => ({
    fact: `Operation ${formatNumber(operationId)} cannot be undone.`,
    remedy: 'It changed nothing that could be put back.',
  }),
  'history.codes-used': ({ count, examples }) => ({
    fact: `${codes(count)} that ${count === 1 ? 'was' : 'were'} created here ${count === 1 ? 'has' : 'have'} been used: ${listExamples(examples, count)}.`,
    remedy: 'Nothing was undone. Codes that nobody should use any longer can be deleted in the report.',
  }),
  'history.changed-since': ({ count, examples }) => ({
    fact: `${codes(count)} ${count === 1 ? 'has' : 'have'} been changed again since: ${listExamples(examples, count)}.`,
    remedy: 'Nothing was changed. Undo the later operation first.',
  }),
  'history.code-taken': ({ code }) => ({
    fact: `The code ${code} was created again later.`,
    remedy: 'Nothing was changed.',
  }),

  'storage.newer': ({ found, known }) => ({
    fact: `This site was last opened by a newer version of the program (data version ${found}, this one knows ${known}).`,
    remedy: 'Install the newest version. Nothing in the site was changed.',
  }),
  'storage.migration-failed': ({ migration, backup }) => ({
    fact: `The site could not be brought up to date (step ${migration}).`,
    remedy: backup
      ? `The site is unchanged, and a backup was made before: ${backup}.`
      : 'The site is unchanged. The version of the program that opened it last still does.',
  }),
  'storage.damaged': () => ({
    fact: 'The site’s database is damaged.',
    remedy: 'Nothing was changed. Restore a backup, or save what can still be read.',
  }),
  'storage.locked': () => ({
    fact: 'The site is open in another window or program.',
    remedy: 'Close it there, then try again.',
  }),
  'storage.missing': ({ found }) => ({
    fact:
      found === 'empty'
        ? 'The site’s database, site.sqlite, is empty, though something of the site is still there.'
        : 'The site’s database, site.sqlite, is not in its folder, though something of the site is still there.',
    remedy: 'Nothing was made in its place. Restore a backup, or put the file back and try again.',
  }),
  'storage.unavailable': ({ reason, place }) => unavailableText(reason, place),
  'storage.full': ({ place }) => ({
    fact: `The disk ${place ? `with ${placeName(place)} ` : ''}is full.`,
    remedy: 'Nothing was changed. Free some space and try again.',
  }),
  'storage.gone': () => ({
    fact: 'The site’s files were deleted, moved or replaced while the program was open.',
    remedy:
      'What you did last was not stored, and no new site was made. Put the folder back where it was and try again.',
  }),
  'storage.lock-damaged': () => ({
    fact: 'The file lock.sqlite in the site’s folder is damaged and could not be replaced.',
    remedy:
      'It has no data, and the site itself is unchanged. Check that you may write to the folder, or delete that one file, and try again.',
  }),
  'site.in-database': () => ({
    fact: 'The site is in a PostgreSQL database, whose files only the server can read.',
    remedy: 'Nothing was changed. Restore a backup, or ask whoever runs the server for help.',
  }),
  'recovery.nothing-to-rescue': () => ({
    fact: 'The site is not damaged, so there is nothing to rescue.',
    remedy: 'Nothing was changed.',
  }),
  'site.read-only': () => ({
    fact: 'The site’s database is damaged, so the site can only be read.',
    remedy:
      'Nothing was changed. Restore a backup, or save what can be read into a new site; then go on there.',
  }),
  'site.time-zone-unknown': ({ timeZone }) => ({
    fact: `“${timeZone}” is not a time zone that this computer knows.`,
    remedy: 'Choose one from the list, such as Europe/Oslo.',
  }),

  'commerce.changed-meanwhile': ({ revision, both }, { listed, field }) => ({
    fact: `The settings were changed in another window: revision ${formatNumber(revision)} was saved meanwhile.`,
    remedy:
      both.length === 0
        ? 'Nothing was saved. Your changes and theirs are of different fields and can both be kept.'
        : `Nothing was saved. Choose what to keep: ${listed(both.map(({ key }) => field(key)))}.`,
  }),
  'commerce.incomplete': ({ missing, provider, mode }, { listed, missingField }) => ({
    fact: `${mode === 'test' ? 'The test settings are' : 'Production is'} not complete. Missing: ${listed(missing.map((field) => missingField(field, provider)))}.`,
    remedy:
      mode === 'test'
        ? 'Nothing was paid. Fill in what is missing, save it, and try again.'
        : 'Nothing was put into production. Fill in what is missing and try again.',
  }),
  'commerce.refused': ({ problems }, { listed, field }) => ({
    fact: `Nothing was saved. To be fixed: ${listed(problems.map(({ key }) => field(key)))}.`,
    remedy: 'See the note at each field.',
  }),
  'commerce.plan-moved': () => ({
    fact: 'The settings have changed since you looked.',
    remedy: 'Nothing was done. Review the differences and decide again.',
  }),
  'commerce.other-mode': ({ mode }, { modeName }) => ({
    fact: `The service is in ${modeName(mode).toLowerCase()} now.`,
    remedy: 'Nothing was saved. Change the mode first.',
  }),
  'commerce.link-choice': () => ({
    fact: 'Both services have settings, and they differ.',
    remedy: 'Nothing is changed. Choose which service keeps its settings.',
  }),
  'commerce.link-refused': ({ keep, reason }, { service }) => {
    const [name, other] = [service(keep), service(otherService(keep))]
    return reason === 'empty'
      ? {
          fact: `${name} has no settings that could apply to both services.`,
          remedy: `Nothing is changed. Keep the settings of ${other}.`,
        }
      : {
          fact: `${other} would go from production to test.`,
          remedy: `Nothing is changed. Put ${name} into production first, or go back to test for ${other}.`,
        }
  },
  'commerce.revision-unknown': ({ revision }) => ({
    fact: `This service has no revision ${formatNumber(revision)}.`,
    remedy: 'The history lists them.',
  }),
  'commerce.no-account-to-grant': () => ({
    fact: 'There is no PayPal login that could have granted the permission.',
    remedy: `Fill in “${commerceWords.fields.paypalEmail}”, and choose “${labels.update}”.`,
  }),
  'commerce.changed-since': () => ({
    fact: 'The settings have been changed again since.',
    remedy: 'Nothing was undone. An earlier revision can be restored from the history.',
  }),

  'payments.price-moved': ({ expected, now, currency }, { payment }) => ({
    fact: `The price is ${payment(now, currency)} now, not ${payment(expected, currency)}.`,
    remedy: 'Nothing was paid. Check the price, and pay again if it is right.',
  }),
  'payments.code-refused': ({ code, refusal }, { codeRefusal }) => ({
    fact: `The promo code ${code} does not apply to this purchase: ${codeRefusal(refusal)}.`,
    remedy: `Nothing was paid. Choose “${labels.removeCode}”, or use another code.`,
  }),
  'payments.way-not-offered': ({ with: way }, { payWith }) => ({
    fact: `The provider does not accept payment ${payWith(way)}.`,
    remedy: 'Nothing was paid. Choose another way to pay.',
  }),
  'payments.card-not-offered': ({ brand }) => ({
    fact: `${CARDS[brand].name} is not accepted.`,
    remedy: 'Nothing was paid. Use a card type on offer, or tick this one under the provider.',
  }),
  'payments.unknown': ({ id }) => ({
    fact: `The site has no payment number ${formatNumber(id)}.`,
    remedy: 'The list of test transactions shows those there are.',
  }),
  'payments.not-reversible': ({ id, state }) =>
    state === 'pending' || state === 'under-review'
      ? {
          fact: `PayPal has not completed payment number ${formatNumber(id)}, and does not let it be voided from here.`,
          remedy: 'Nothing is changed. Decline it at PayPal, or wait until it is completed.',
        }
      : {
          fact: `Payment number ${formatNumber(id)} was not completed, so there is nothing to void or refund.`,
          remedy: 'Nothing was changed. The steps show what happened to it.',
        },

  'redemptions.other-order': ({ order, code }) => ({
    fact: `Order ${order} was reported before, with the code ${code} and its price.`,
    remedy: 'Report another sale as an order of its own.',
  }),
  'redemptions.given-back': ({ order }) => ({
    fact: `The use of the code by order ${order} was given back.`,
    remedy: 'Report a new sale as an order of its own.',
  }),
  'redemptions.order-unknown': ({ order }) => ({
    fact: `No order ${order} has used a code.`,
    remedy: 'Check the name of the order.',
  }),
  'redemptions.import-unknown': () => ({
    fact: 'The file that was read is no longer kept.',
    remedy: 'Choose it again.',
  }),
  'redemptions.columns-missing': ({ columns }) => ({
    fact: `It is not clear which column has: ${columns.map((column) => orderFileWords.columns[column].toLowerCase()).join(', ')}.`,
    remedy: 'Choose the columns, then import.',
  }),
  'redemptions.nothing-new': () => ({
    fact: 'The file has nothing that is not counted already.',
    remedy: 'Nothing was changed.',
  }),
  'handover.not-published': ({ service }, names) => ({
    fact: `Settings of ${names.service(service)} have never been put into production.`,
    remedy: 'Put them into production first.',
  }),
  'handover.bad-key': () => ({
    fact: 'This is not a public key of age.',
    remedy: 'It begins with age1. Ask those who run the site for it.',
  }),
  'handover.other-key': () => ({
    fact: 'The key is not the one that you compared.',
    remedy: 'Compare its fingerprint again.',
  }),
  'handover.no-secrets': () => ({
    fact: 'None of the accounts has a password here.',
    remedy: 'Hand over the settings without passwords.',
  }),
  'paypal.no-caller': ({ mode }, { modeName }) => ({
    fact: `The site has no API account of its own at PayPal for ${modeName(mode).toLowerCase()}.`,
    remedy: `PayPal was not asked. Fill in “${labels.apiAccount}” first.`,
  }),
  'paypal.refused': ({ code, pairs }, { paypal }) => paypal(code, pairs),
  'paypal.unknown-grant': () => ({
    fact: 'The request for the API permission has ended.',
    remedy: 'Nothing was recorded. Ask for the permission again.',
  }),

  'mail.template-refused': ({ problems }, { listed, templateProblem }) => ({
    fact: `The template cannot be used as it is: ${listed(problems.map((problem) => templateProblem(problem)))}.`,
    remedy: 'Fix what is marked. Nothing was saved.',
  }),
  'mail.value-missing': ({ missing }, { listed }) => ({
    fact: `The template uses values that are not filled in: ${listed([...new Set(missing.map(({ variable }) => `%${variable}%`))])}.`,
    remedy: {
      service: `Fill in “${commerceWords.fields.merchantName}” and “${commerceWords.fields.support}” for the service, or take them out of the template.`,
      site: `Fill in “${siteSettingTexts.promoLink.label}” in the settings, or remove the variable from the template.`,
      both: 'Fill them in for the service and in the settings, or remove them from the template.',
    }[filledInAt(missing.map(({ variable }) => variable))],
  }),
  'mail.unknown-message': () => ({
    fact: 'There is no such message.',
    remedy: 'The outbox shows those that there are.',
  }),
  'mail.nothing-to-do': () => ({
    fact: 'None of the messages is in a state where this can be done.',
    remedy: 'Nothing was changed. The outbox shows their current state.',
  }),
  'mail.too-many-files': ({ messages, limit }) => ({
    fact: `${formatNumber(messages)} messages do not fit into one .zip file, which ends at ${formatNumber(limit)}.`,
    remedy: 'Save them in a folder, or as a workbook for mail merge.',
  }),
  'mail.unknown-hand-over': () => ({
    fact: 'It is no longer known which messages were written to files.',
    remedy: 'Choose the messages in the outbox, and mark them as sent there.',
  }),

  'privacy.under-way': ({ messages, payments }) => ({
    fact:
      messages > 0
        ? 'A message to the person is being sent, so nothing was erased.'
        : payments === 1
          ? 'The outcome of a payment with the person’s code is unknown, so nothing was erased.'
          : 'The outcome of payments with the person’s codes is unknown, so nothing was erased.',
    remedy:
      messages > 0
        ? 'Wait until the message is sent, and try again.'
        : `Ask PayPal about the payment on the page “${shell.pages['test-transaction']}”, and try again.`,
  }),
  'privacy.nothing-found': () => ({
    fact: 'Nothing is stored about the person.',
    remedy: 'Check the address, or search for the name.',
  }),

  'secrets.unprotected': () => ({
    fact: 'This computer has no keychain that could protect a password.',
    remedy: 'Nothing was saved. Choose a passphrase first; it protects the passwords.',
  }),
  'secrets.locked': ({ seal }) => ({
    fact: 'The passwords are locked.',
    remedy:
      seal === 'passphrase'
        ? 'Nothing was saved. Unlock them with the passphrase and try again.'
        : `Nothing was saved. Unlock them on the page “${shell.pages.settings}” and try again. If the keychain does not open them, remove them there and enter them again.`,
  }),
  'secrets.other-target': () => ({
    fact: 'The password was stored for another connection.',
    remedy: 'Enter the password for this connection.',
  }),
  'secrets.wrong-passphrase': () => ({
    fact: 'The passphrase is not right.',
    remedy: 'Capital and small letters count.',
  }),
  'secrets.has-passphrase': () => ({
    fact: 'A passphrase has been chosen already.',
    remedy: 'To choose another, enter the present one as well.',
  }),
  'secrets.no-passphrase': () => ({
    fact: 'No passphrase has been chosen.',
    remedy: 'Choose one first.',
  }),
  'secrets.keychain-unavailable': () => ({
    fact: 'The keychain of this computer does not answer, or did not encrypt these passwords.',
    remedy: `Unlock the keychain and try again. If it is gone, remove the passwords on the page “${shell.pages.settings}” and enter them again.`,
  }),
  'secrets.count-moved': ({ planned, now }) => ({
    fact: `${formatNumber(planned)} passwords were to be removed, now there are ${formatNumber(now)}.`,
    remedy: 'Nothing was done. Check the number and decide again.',
  }),

  'siteFile.not-a-site': ({ name }) => ({
    fact: `${name} is not a site file.`,
    remedy: `Choose a file that was saved with “${siteFile.save}”. Nothing was changed.`,
  }),
  'siteFile.damaged': ({ name, at }) => ({
    fact: `${name} is damaged or was altered, and cannot be opened${placed(at)}.`,
    remedy: 'Save the site to a file once more and choose that. Nothing was changed.',
  }),
  'siteFile.newer': ({ name, found, known }) => ({
    fact: `${name} was saved by a newer version of the program (data version ${formatNumber(found)}, this one knows ${formatNumber(known)}).`,
    remedy: 'Install the newest version and open the file there. Nothing was changed.',
  }),
  'siteFile.sample-open': () => ({
    fact: 'The sample data is open.',
    remedy: `Nothing was changed. Choose “${shell.sample.back}” first. The file takes the place of that site.`,
  }),

  'backups.unknown': () => ({
    fact: 'The backup no longer exists.',
    remedy: 'Choose another one from the list. Nothing was changed.',
  }),
  'backups.damaged': ({ backup, at }) => ({
    fact: `The backup ${backup} is damaged or was altered, and cannot be restored${placed(at)}.`,
    remedy: 'Choose another one from the list. Nothing was changed.',
  }),
  'backups.newer': ({ backup, found, known }) => ({
    fact: `The backup ${backup} was made by a newer version of the program (data version ${formatNumber(found)}, this one knows ${formatNumber(known)}).`,
    remedy: 'Install the newest version and restore it there. Nothing was changed.',
  }),
  'backups.unreadable': ({ backup }) => ({
    fact: `The backup ${backup} cannot be read at the moment.`,
    remedy: 'Check that its disk is connected, and try again. Nothing was changed.',
  }),
  'backups.sealed-by-keychain': ({ passwords }) => ({
    fact: `${passwords === 1 ? 'One password' : `${formatNumber(passwords)} passwords`} in the backup ${passwords === 1 ? 'is' : 'are'} encrypted with the keychain of the computer where it was made, which the others who use the database cannot open.`,
    remedy:
      'Nothing was changed. Restore it while the site is on this computer, choose a passphrase there, and move the site into an empty database.',
  }),
  'backups.not-removable': ({ backup }) => ({
    fact: `The backup ${backup} is in a folder that the program does not clean up, or another program made it.`,
    remedy: 'Remove the file yourself. Nothing was changed.',
  }),
  'backups.folder-unusable': ({ reason }) => ({
    fact: `The folder that you chose for backups cannot be used at the moment: ${reason === 'forgotten' ? 'the file that says which one it is cannot be read' : unwritableWords[reason]}.`,
    remedy: `Backups go into the folder of the site meanwhile. Connect the disk, or choose another folder on the page “${shell.pages.settings}”.`,
  }),
  'backups.sample-open': () => ({
    fact: 'The sample data is open, and that is not backed up.',
    remedy: `Choose “${shell.sample.back}” first. Nothing was changed.`,
  }),
  'backups.not-shown': () => ({
    fact: 'A browser cannot open the folder.',
    remedy: `Choose “${labels.downloadBackup}” instead.`,
  }),
}
