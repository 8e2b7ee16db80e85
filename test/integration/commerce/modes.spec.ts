import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf, merge } from '#shared/domain/commerce/fields.ts'
import { PROVIDER_IDS, type ProviderId } from '#shared/domain/commerce/providers.ts'
import { type Content, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { Mode } from '#shared/domain/services.ts'
import { contentFor, usesPassword } from '../../support/commerce/contents.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await startTestBackend({ parts: { keychain: testKeychain() } })
})
afterEach(() => backend.stop())

const service = 'events' as const
const commerce = () => backend.api.commerce
const typed = (provider: ProviderId, password = 'correct horse') =>
  usesPassword(provider) ? [{ provider, password }] : []
const update = (base: number, content: Content) =>
  commerce().update({ service, base, content, passwords: [] })

/** Says for the login that is saved that it gave the permission. */
async function grant(mode: Mode, provider: ProviderId) {
  const { [mode]: settings } = await commerce().get({ service })
  const account = settings?.content.accounts[provider]?.paypalEmail ?? ''
  return await commerce().grant({ service, mode, provider, account })
}

async function publish() {
  const { from, to } = await commerce().planPublish({ service })
  return await commerce().publish({ service, from, to })
}

/** Set up in Test, with its production account, and published. */
async function live(provider: ProviderId = 'payflow-pro') {
  await commerce().update({
    service,
    base: 0,
    content: contentFor(provider, 'sandbox'),
    passwords: typed(provider),
  })
  await commerce().productionAccount({
    service,
    base: 0,
    content: contentFor(provider, 'live'),
    passwords: typed(provider),
  })
  if (!usesPassword(provider)) await grant('production', provider)
  return await publish()
}

async function undoLast() {
  const { operations } = await backend.api.history.list({ limit: 1 })
  return await backend.done(backend.api.history.undo({ operationId: operations[0]?.id ?? 0 }))
}

describe('publishing', () => {
  it.each(PROVIDER_IDS)('puts %s into production, but never its test account', async (provider) => {
    const events = await live(provider)
    expect(events).toMatchObject({ mode: 'production', production: { missing: [] } })
    expect(events.production?.content.settings).toEqual(events.test.content.settings)
    expect(JSON.stringify(events.production)).not.toContain('sandbox')
    expect(JSON.stringify(events.test)).not.toContain('live')
  })

  it('shows each field that differs, and what is missing, before it does', async () => {
    await update(0, contentFor('payflow-pro', 'sandbox', { support: '' }))
    const plan = await commerce().planPublish({ service })
    expect(plan).toMatchObject({ from: 1, to: 0, next: 2, services: ['events'], problems: [] })
    expect(plan.missing).toEqual(['partnerId', 'vendor', 'userId', 'password', 'support'])
    expect(plan.differences).toContainEqual({
      key: 'settings.merchantName',
      before: '',
      after: 'Fjordkurs',
    })
    expect(plan.differences.some(({ key }) => key.startsWith('account.'))).toBe(false)
  })

  it('refuses incomplete settings, naming each field, and changes nothing', async () => {
    await update(0, contentFor('payflow-pro', 'sandbox', { merchantName: ' ' }))
    const { details } = await refusalOf(publish(), 'commerce.incomplete')
    expect(details.missing).toEqual(['partnerId', 'vendor', 'userId', 'password', 'merchantName'])
    expect(await commerce().get({ service })).toMatchObject({ mode: 'test', production: null })
    expect((await backend.api.history.list({ limit: 9 })).total).toBe(1)
  })

  it('asks Express Checkout’s permission of the login that is saved', async () => {
    await refusalOf(grant('test', 'express-checkout-us'), 'commerce.no-account-to-grant')
    await live('express-checkout-us')
    const withdrawn = await commerce().withdrawGrant({
      service,
      mode: 'production',
      provider: 'express-checkout-us',
    })
    expect(withdrawn.production?.missing).toEqual(['grant'])
    await grant('production', 'express-checkout-us')
    // Another login has not given it.
    const { revision = 0 } = withdrawn.production ?? {}
    const edit = { content: contentFor('express-checkout-us', 'someone-else'), passwords: [] }
    const { details } = await refusalOf(
      commerce().publish({ service, from: revision, to: revision, edit }),
      'commerce.incomplete',
    )
    expect(details.missing).toEqual(['grant'])
  })

  it('records no permission for a login other than the one that the person saw', async () => {
    const provider = 'express-checkout-us'
    await update(0, contentFor(provider, 'sandbox'))
    const { test } = await commerce().get({ service })
    const account = test.content.accounts[provider]?.paypalEmail ?? ''
    await update(test.revision, contentFor(provider, 'someone-else'))
    await refusalOf(commerce().grant({ service, mode: 'test', provider, account }), 'commerce.plan-moved')
    expect((await commerce().get({ service })).test.grants).toEqual([])
  })

  it('refuses what moved since the review', async () => {
    await live()
    await commerce().backToTest({ service })
    const plan = await commerce().planPublish({ service })
    const { test } = await commerce().get({ service })
    await update(test.revision, contentFor('payflow-pro', 'sandbox', { footer: 'Ny' }))
    await refusalOf(commerce().publish({ service, from: plan.from, to: plan.to }), 'commerce.plan-moved')
    expect((await commerce().get({ service })).mode).toBe('test')
  })
})

describe('the mode', () => {
  it('in Production, takes a change into effect at once, and into Test too', async () => {
    const { production } = await live()
    const to = production?.revision ?? 0
    const content = contentFor('payflow-pro', 'live', { footer: 'Ny bunntekst' })
    const plan = await commerce().planPublish({ service, content })
    expect(plan.differences.map(({ key }) => key)).toEqual(['settings.footer'])
    const events = await commerce().publish({ service, from: to, to, edit: { content, passwords: [] } })
    expect(events.production?.content.settings.footer).toBe('Ny bunntekst')
    expect(events.test.content.settings.footer).toBe('Ny bunntekst')
    expect(events.test.content.accounts['payflow-pro']?.vendor).toBe('sandbox-vendor')
  })

  it('goes back to Test from what is in production, which stays as it is', async () => {
    const { production } = await live()
    const events = await commerce().backToTest({ service })
    expect(events).toMatchObject({ mode: 'test', production })
    expect(events.test.content.accounts['payflow-pro']?.vendor).toBe('sandbox-vendor')
    await refusalOf(commerce().backToTest({ service }), 'commerce.other-mode')
  })

  it('is never left by a stale update', async () => {
    const { test } = await live()
    const { details } = await refusalOf(
      update(test.revision, contentFor('payflow-pro', 'sandbox', { footer: 'Gammelt vindu' })),
      'commerce.other-mode',
    )
    expect(details).toEqual({ mode: 'production' })
    expect((await commerce().get({ service })).mode).toBe('production')
  })
})

describe('two windows', () => {
  it('are shown what changed meanwhile, and save what the person chose', async () => {
    await update(0, contentFor('payflow-pro'))
    await update(1, contentFor('payflow-pro', 'theirs', { support: '+47 21 00 00 00' }))
    const mine = contentFor('payflow-pro', 'test', { support: 'min@fjordkurs.example', footer: 'Min' })
    const { details } = await refusalOf(update(1, mine), 'commerce.changed-meanwhile')
    expect(details).toMatchObject({
      revision: 2,
      both: [{ key: 'settings.support', theirs: '+47 21 00 00 00', mine: 'min@fjordkurs.example' }],
      mine: [{ key: 'settings.footer', after: 'Min' }],
    })
    expect(details.theirs.map(({ key }) => key)).toEqual([
      'account.payflow-pro.vendor',
      'account.payflow-pro.userId',
    ])
    const [base, theirs] = [
      await commerce().revision({ revision: 1 }),
      await commerce().revision({ revision: 2 }),
    ]
    const merged = merge(base.content, theirs.content, mine, new Set(['settings.support']))
    const events = await update(details.revision, merged)
    expect(events.test.content.settings).toMatchObject({ support: 'min@fjordkurs.example', footer: 'Min' })
    expect(events.test.content.accounts['payflow-pro']?.vendor).toBe('theirs-vendor')
  })

  it('do not replace each other’s password unasked', async () => {
    const content = contentFor('payflow-pro')
    await commerce().update({ service, base: 0, content, passwords: typed('payflow-pro') })
    await commerce().update({ service, base: 1, content, passwords: typed('payflow-pro', 'theirs') })
    const { details } = await refusalOf(
      commerce().update({ service, base: 1, content, passwords: typed('payflow-pro', 'mine') }),
      'commerce.changed-meanwhile',
    )
    expect(details.both).toEqual([{ key: 'password.payflow-pro', theirs: null, mine: null }])
  })

  it('do not disturb each other where nothing differs', async () => {
    await update(0, contentFor('payflow-pro'))
    await update(1, contentFor('payflow-pro', 'test', { footer: 'Kort' }))
    await update(2, contentFor('payflow-pro'))
    expect((await update(1, contentFor('payflow-pro', 'test', { header: 'Ny' }))).test.revision).toBe(4)
  })

  it('begin from a revision that exists', async () => {
    await update(0, contentFor('payflow-pro'))
    await refusalOf(update(99, EMPTY_CONTENT), 'commerce.revision-unknown')
  })
})

describe('an update', () => {
  it('of nothing makes no revision', async () => {
    await update(0, contentFor('payflow-pro'))
    expect((await update(1, contentFor('payflow-pro'))).test.revision).toBe(1)
    expect((await commerce().revisions({ limit: 5 })).total).toBe(1)
  })

  it('of values that the provider does not have is refused, each named', async () => {
    const content = contentFor('payflow-pro', 'test', { support: 'ring oss' })
    const options = {
      ...content.settings.options['payflow-pro'],
      currency: 'NOK',
      cards: ['visa-debit-electron'],
    }
    const wrong = { ...content, settings: { ...content.settings, options: { 'payflow-pro': options } } }
    const { details } = await refusalOf(
      backend.call('commerce.update', { service, base: 0, content: wrong, passwords: [] }),
      'commerce.refused',
    )
    expect(details.problems).toEqual([
      { key: keyOf({ part: 'options', provider: 'payflow-pro', field: 'cards' }), code: 'not-offered' },
      { key: keyOf({ part: 'options', provider: 'payflow-pro', field: 'currency' }), code: 'not-offered' },
      { key: 'settings.support', code: 'neither' },
    ])
  })

  it('of a password where there is none is refused', async () => {
    const content = contentFor('express-checkout-ca')
    const passwords = [{ provider: 'express-checkout-ca' as const, password: 'x' }]
    await refusalOf(commerce().update({ service, base: 0, content, passwords }), 'commerce.refused')
    expect((await backend.api.secrets.state({})).passwords).toBe(0)
  })
})

describe('revisions', () => {
  it('are listed, the newest first, and can be restored', async () => {
    await live()
    await commerce().backToTest({ service })
    const { total, revisions } = await commerce().revisions({ service, limit: 10 })
    expect(revisions.map(({ revision, mode, reason }) => [revision, mode, reason])).toEqual([
      [4, 'test', 'back-to-test'],
      [3, 'production', 'publish'],
      [2, 'production', 'update'],
      [1, 'test', 'update'],
    ])
    expect(total).toBe(4)
    expect(await commerce().revisions({ service: 'training', limit: 10 })).toEqual({
      total: 0,
      revisions: [],
    })

    await update(4, contentFor('express-checkout-us'))
    const plan = await commerce().planRestore({ service, revision: 1 })
    expect(plan).toMatchObject({ mode: 'test', replaces: 5, next: 6, accountComesBack: true, missing: [] })
    const events = await commerce().restore({ service, revision: 1, base: 5 })
    expect(events.test).toMatchObject({ revision: 6, content: contentFor('payflow-pro', 'sandbox') })
    expect((await commerce().revision({ revision: 6 })).restoredFrom).toBe(1)
  })

  it('of the other mode bring their settings, never their account', async () => {
    await live()
    const { production } = await commerce().get({ service })
    await commerce().backToTest({ service })
    await update(4, contentFor('express-checkout-us', 'sandbox'))
    const events = await commerce().restore({ service, revision: 3, base: 5 })
    expect(events.test.content.settings).toEqual(production?.content.settings)
    expect(JSON.stringify(events.test)).not.toContain('live')
    expect(events).toMatchObject({ mode: 'test', production })
  })

  it('go into Production only when they are complete', async () => {
    await update(0, contentFor('payflow-pro', 'sandbox', { merchantName: '' }))
    await update(1, contentFor('payflow-pro', 'sandbox'))
    await commerce().productionAccount({
      service,
      base: 0,
      content: contentFor('payflow-pro', 'live'),
      passwords: typed('payflow-pro'),
    })
    const { production } = await publish()
    const base = production?.revision ?? 0
    expect((await commerce().planRestore({ service, revision: 1 })).missing).toEqual(['merchantName'])
    const { details } = await refusalOf(
      commerce().restore({ service, revision: 1, base }),
      'commerce.incomplete',
    )
    expect(details.missing).toEqual(['merchantName'])
  })

  it('of the other service are none of this one', async () => {
    await update(0, contentFor('payflow-pro'))
    await refusalOf(commerce().planRestore({ service: 'training', revision: 1 }), 'commerce.revision-unknown')
  })
})

describe('undo', () => {
  it('takes a publishing back', async () => {
    await live()
    await undoLast()
    const events = await commerce().get({ service })
    expect(events).toMatchObject({ mode: 'test', production: { revision: 4 } })
    expect(events.production?.content.settings.provider).toBeNull()
    expect(events.production?.content.accounts['payflow-pro']?.vendor).toBe('live-vendor')
    expect((await commerce().revisions({ limit: 1 })).revisions[0]).toMatchObject({ reason: 'undo' })
  })

  it('takes a return to Test back, unless Production would refuse it now', async () => {
    await live()
    await commerce().backToTest({ service })
    await undoLast()
    expect((await commerce().get({ service })).mode).toBe('production')
    await commerce().backToTest({ service })
    const { operations } = await backend.api.history.list({ limit: 1 })
    await backend.api.secrets.forget({ expect: 2 })
    const { details } = await refusalOf(
      backend.done(backend.api.history.undo({ operationId: operations[0]?.id ?? 0 })),
      'commerce.incomplete',
    )
    expect(details.missing).toEqual(['password'])
  })

  it('says so when something came after', async () => {
    await update(0, contentFor('payflow-pro'))
    const { operations } = await backend.api.history.list({ limit: 1 })
    await update(1, contentFor('payflow-pro', 'test', { footer: 'Senere' }))
    await refusalOf(
      backend.done(backend.api.history.undo({ operationId: operations[0]?.id ?? 0 })),
      'commerce.changed-since',
    )
  })
})
