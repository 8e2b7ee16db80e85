import type { MailWords } from '../../../wording/mail-words.ts'
import { labels } from '../labels.ts'

export const mailWords: MailWords = {
  states: {
    none: 'No message',
    queued: 'Queued',
    sending: 'Sending',
    sent: 'Sent',
    failed: 'Failed',
    uncertain: 'Outcome unknown',
    cancelled: 'Canceled',
    'sent-elsewhere': 'Sent to another address',
  },
  problems: {
    'no-settings': {
      fact: 'No mail server is set up.',
      remedy: `Fill in “${labels.mailServer}”, or save the messages as files.`,
    },
    'secrets-locked': {
      fact: 'The password of the mail server is locked.',
      remedy: 'Unlock the passwords to send.',
    },
    'password-not-for-server': {
      fact: 'The password was stored for another server or user name.',
      remedy: 'Enter the password again for this connection.',
    },
    'plain-not-local': {
      fact: 'Without encryption, passwords and messages can be read by others on their way.',
      remedy: 'Choose STARTTLS or TLS. Unencrypted sending is allowed only to a server on this computer.',
    },
    'host-unknown': {
      fact: 'There is no server of this name.',
      remedy: 'Check the server name for typing errors, and that the computer is online.',
    },
    'connection-refused': {
      fact: 'The computer answers, but no mail server accepts connections on this port.',
      remedy: 'Check the port: usually 587 for STARTTLS and 465 for TLS.',
    },
    unreachable: {
      fact: 'The server cannot be reached.',
      remedy: 'Check that the computer is online. The messages stay in the queue.',
      whenChecked: 'Check that the computer is online.',
    },
    'timed-out': {
      fact: 'The server did not answer in time.',
      remedy: 'Check server name and port. A firewall may also block the connection.',
    },
    'connection-closed': {
      fact: 'The server closed the connection.',
      remedy: 'The program tries again by itself.',
      whenChecked: 'Try again in a while.',
    },
    'not-smtp': {
      fact: 'What answers on this port is not a mail server (SMTP), or it expects TLS from the start.',
      remedy: 'Check the port. Port 465 uses TLS, port 587 STARTTLS.',
    },
    'tls-not-spoken': {
      fact: 'The server does not use TLS from the start on this port.',
      remedy: 'Choose STARTTLS, or another port: usually 465 for TLS.',
    },
    'starttls-not-offered': {
      fact: 'The server does not offer STARTTLS, so the connection cannot be encrypted.',
      remedy: 'Choose TLS and port 465, or ask whoever runs the server.',
    },
    'tls-failed': {
      fact: 'The encrypted connection could not be made.',
      remedy: 'The server may be too old. Ask whoever runs it.',
    },
    'certificate-self-signed': {
      fact: 'The server uses a self-signed certificate, so its identity cannot be confirmed.',
      remedy: 'Ask whoever runs the server for a certificate from a known issuer.',
    },
    'certificate-untrusted': {
      fact: 'The server’s certificate comes from an issuer that this computer does not know.',
      remedy: 'Ask whoever runs the server to send the whole chain, or to change the certificate.',
    },
    'certificate-expired': {
      fact: 'The server’s certificate has expired.',
      remedy: 'Whoever runs the server must renew it. Check this computer’s clock as well.',
    },
    'certificate-not-yet-valid': {
      fact: 'The server’s certificate is not valid yet.',
      remedy: 'Check this computer’s clock.',
    },
    'certificate-other-name': {
      fact: 'The server’s certificate is for another server name.',
      remedy: 'Use the server name that the email provider gives, not another name or an IP address.',
    },
    'login-required': { fact: 'The server requires a login.', remedy: 'Fill in user name and password.' },
    'login-not-offered': {
      fact: 'The server does not accept this kind of login.',
      remedy: 'Leave the user name empty if the server needs no login, or choose another port.',
    },
    'login-refused': {
      fact: 'The server did not accept user name and password.',
      remedy: 'Enter the password again. Some email providers require an app password.',
    },
    'sender-refused': {
      fact: 'The server did not accept the sender’s address.',
      remedy: 'Use a sender address that belongs to the login.',
    },
    'recipient-refused': {
      fact: 'The server did not accept the recipient’s address.',
      remedy: 'Check the address for typing errors, fix it in the report, and send again.',
    },
    'message-refused': {
      fact: 'The server did not accept the message.',
      remedy: 'The server’s answer says why. Change the template or the sender, and send again.',
    },
    'too-large': {
      fact: 'The message is larger than the server allows.',
      remedy: 'Shorten the text of the template.',
    },
    'no-internationalised-addresses': {
      fact: 'The server does not accept addresses with letters other than a–z before the @.',
      remedy: 'Use another address for the recipient, or a server that supports SMTPUTF8.',
    },
    'server-busy': {
      fact: 'The server does not accept mail right now.',
      remedy: 'The program tries again by itself.',
      whenChecked: 'Try again in a while.',
    },
    'answer-lost': {
      fact: 'The whole message was sent, but there was no answer from the server.',
      remedy: 'Ask the recipient or the server’s log whether it arrived, and answer here.',
    },
    'codes-gone': {
      fact: 'None of the codes in the message can be used any longer.',
      remedy: 'The message was not sent.',
    },
    'gave-up': {
      fact: 'The server deferred the message so many times that the program stopped trying.',
      remedy: 'The server’s answer says why. Send again when the problem is fixed.',
    },
    'taken-back': {
      fact: 'The message was taken out of the queue before it was sent.',
      remedy: 'It can be sent again.',
    },
    'with-another': {
      fact: 'The codes are sent in another message to the same recipient.',
      remedy: 'So this message was not sent.',
    },
    'recipient-has-one': {
      fact: 'The recipient has already received a message of this batch, so this one was not sent.',
      remedy: 'Send again if the recipient is to have another one.',
    },
    'recipient-erased': {
      fact: 'The recipient’s personal data were erased.',
      remedy: 'The message was not sent.',
    },
  },
  several: { one: '1 promo code', many: (n) => `${n} promo codes` },
  inTable: 'see the table',
  inAttachment: 'see the attachment',
  attached: (file, n) => `The codes (${n}) are in the attached file ${file}.`,
  attachment: 'promo-codes.csv',
  qrCode: (link) => `QR code with the address ${link}`,
  qrFile: 'qr-code.gif',
  folderFile: (n) => `message-${n}.eml`,
  columns: {
    code: 'Promo code',
    discount: 'Discount',
    appliesTo: 'Applies to',
    expires: 'Valid until the end of',
    link: 'Link',
    email: 'Email',
    name: 'Name',
    merchant: 'Merchant name',
    support: 'Customer support info',
    subject: 'Subject',
    text: 'Text',
    codes: 'Number of codes',
  },
  sheet: 'Mail merge',
  sample: { name: 'Kari Nordmann', email: 'kari.nordmann@example.com' },
}
