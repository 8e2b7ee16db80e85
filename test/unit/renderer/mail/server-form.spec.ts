import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MailSettings, PER_MINUTE } from '#shared/contract/mail.ts'
import {
  canCheck,
  changedFields,
  connectionOf,
  formOf,
  isSavedConnection,
  problemsOf,
  type ServerForm,
  settingsOf,
  withSecurity,
} from '../../../../src-renderer/pages/mail/server/server-form.ts'

const saved: MailSettings = {
  host: 'smtp.fjordkurs.example',
  port: 587,
  security: 'starttls',
  userName: 'kurs',
  senderName: 'Fjordkurs AS',
  senderAddress: 'kurs@fjordkurs.example',
  replyTo: '',
  perMinute: 30,
  passwordSet: true,
}
const form = (some: Partial<ServerForm> = {}): ServerForm => ({ ...formOf(saved), ...some })

describe('the form of the mail server', () => {
  it('is what was saved, and gives it back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 65_535 }),
        fc.option(fc.integer({ min: PER_MINUTE.min, max: PER_MINUTE.max }), { nil: null }),
        (port, perMinute) => {
          const settings = { ...saved, port, perMinute }
          expect({ ...settingsOf(formOf(settings)), passwordSet: true }).toEqual(settings)
          expect(changedFields(formOf(settings), settings)).toEqual([])
          expect(problemsOf(formOf(settings))).toEqual({})
        },
      ),
    )
  })

  it('knows the connection that a stored password is for', () => {
    const others: Partial<ServerForm>[] = [
      { host: 'smtp.annen.example' },
      { port: '588' },
      { security: 'tls' },
      { userName: 'Kurs' },
    ]
    expect(others.map((other) => isSavedConnection(form(other), saved))).toEqual(others.map(() => false))
    expect(isSavedConnection(form({ host: ' SMTP.fjordkurs.example ', senderName: 'x' }), saved)).toBe(true)
  })

  it('says what is wrong, field by field', () => {
    const wrong = form({
      host: 'smtp fjordkurs',
      port: '0',
      senderName: 'x'.repeat(128),
      senderAddress: 'kurs',
      replyTo: 'svar@',
      perMinute: '0',
    })
    expect(problemsOf(wrong)).toEqual({
      host: 'host',
      port: 'port',
      senderName: 'senderName',
      senderAddress: 'senderAddress',
      replyTo: 'replyTo',
      perMinute: 'perMinute',
    })
    expect(problemsOf(form({ port: '99999' }))).toEqual({ port: 'port' })
    expect(problemsOf(form({ perMinute: 'mange' }))).toEqual({ perMinute: 'perMinute' })
    expect(settingsOf(form({ perMinute: ' ' })).perMinute).toBeNull()
  })

  it('sends without encryption to this machine only', () => {
    expect(problemsOf(form({ security: 'none' }))).toEqual({ security: 'plain' })
    for (const host of ['localhost', '127.0.0.1', '::1'])
      expect(problemsOf(form({ security: 'none', host }))).toEqual({})
  })

  it('brings the usual port with an encryption, and leaves another as it is', () => {
    expect(withSecurity(form(), 'tls').port).toBe('465')
    expect(withSecurity(form({ port: '465', security: 'tls' }), 'starttls').port).toBe('587')
    expect(withSecurity(form({ port: '2525' }), 'tls').port).toBe('2525')
  })

  it('can try a connection before the sender is known', () => {
    const begun = { ...formOf(null), host: ' smtp.fjordkurs.example ' }
    expect(canCheck(begun)).toBe(true)
    expect(connectionOf(begun)).toEqual({
      host: 'smtp.fjordkurs.example',
      port: 587,
      security: 'starttls',
      userName: '',
    })
    expect(canCheck(formOf(null))).toBe(false)
    expect(changedFields(begun, null)).toEqual(['host'])
  })
})
