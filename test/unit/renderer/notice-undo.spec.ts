import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { type Router, routerKey } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { serviceSettingsSchema, type ServiceSettings } from '#shared/contract/commerce.ts'
import { EMPTY_ACCOUNT, EMPTY_CONTENT } from '#shared/domain/commerce/settings.ts'
import type { Host } from '../../../src-renderer/host/host.ts'
import { useServiceDraft } from '../../../src-renderer/pages/commerce/use-service-draft.ts'
import { useServiceForm } from '../../../src-renderer/pages/commerce/use-service-form.ts'
import { useUpdate } from '../../../src-renderer/pages/commerce/use-update.ts'
import { useTemplate } from '../../../src-renderer/pages/mail/templates/use-template.ts'
import { hostKey, provideApi } from '../../../src-renderer/api-client.ts'
import { useNotices } from '../../../src-renderer/stores/notices.ts'
import { useUndo } from '../../../src-renderer/stores/undo.ts'
import { allMessages } from './all-messages.ts'

/** 7 is a change in Test, 8 the account in production. */
const ofThisWindow = (id: number) => ({
  id,
  at: '2026-03-12T09:00:00.000Z',
  day: '2026-03-12',
  details: {
    kind: 'update-settings',
    services: ['events'],
    mode: id === 8 ? 'production' : 'test',
    revision: id,
    changed: [],
  },
  undoable: true,
  undoneBy: null,
  madeBy: 'this-window',
  author: null,
  needsReview: id === 8,
})

type Answers = Record<string, (input: never) => unknown>

/** What `setup` makes, in a window of a site where a script has created codes, operation 99, since the window's change. */
async function windowOver<Made>(answers: Answers, setup: () => Made) {
  const undone: number[] = []
  const call = async (method: string, input: unknown): Promise<unknown> => {
    const given = answers[method]
    if (given) return given(input as never)
    if (method === 'history.list') {
      // What is asked for, 7 and 8 are the window's own; what is newest is the script's.
      const { before = 100 } = input as { before?: number }
      const id = before - 1
      if (id < 99) return { total: 99, operations: [ofThisWindow(id)] }
      return {
        total: 99,
        operations: [
          {
            id,
            at: '2026-03-12T09:00:00.000Z',
            day: '2026-03-12',
            details: {
              kind: 'create-codes',
              service: 'events',
              codes: 100,
              recipients: 100,
              batches: [1],
              batchName: 'Script',
            },
            undoable: true,
            undoneBy: null,
            madeBy: 'script',
            author: null,
            needsReview: false,
          },
        ],
      }
    }
    if (method === 'history.undoRedo') return { undo: ofThisWindow(8), redo: null, redoElsewhere: null }
    if (method === 'history.undo') {
      undone.push((input as { operationId: number }).operationId)
      return { jobId: '1' }
    }
    if (method === 'jobs.wait') return { state: 'done', output: { operationId: 100, changed: 1 } }
    throw new Error(`no answer to ${method}`)
  }
  const off = () => undefined
  const host = {
    preferences: { language: 'nb', theme: 'light' },
    onEvent: () => off,
    onBackendState: () => off,
    call,
  } as unknown as Host
  const all = () => ({ made: setup(), notices: useNotices(), undo: useUndo() })
  let made: ReturnType<typeof all> | undefined
  const app = createSSRApp({
    setup() {
      made = all()
      return () => null
    },
  })
  const opened: unknown[] = []
  app.provide(hostKey, host)
  app.provide(routerKey, { push: async (to: unknown) => void opened.push(to) } as unknown as Router)
  provideApi(app, host.call, () => undefined)
  app.use(createPinia())
  app.use(allMessages('nb'))
  await renderToString(app)
  if (!made) throw new Error('setup did not run')
  return { ...made, undone, opened }
}

describe('the Undo button of a notice', () => {
  it('undoes the template that was saved, not what a script did since', async () => {
    const template = { service: 'events', language: 'nb', subject: 'Kode', text: '%PromoCode%' }
    const described = { ...template, isDefault: false, changedAt: null }
    const { made, notices, undo, undone } = await windowOver(
      {
        'mail.templates': () => [described],
        'mail.saveTemplate': () => ({ ...described, operationId: 7 }),
      },
      useTemplate,
    )
    await expect.poll(() => made.saved.value?.subject).toBe('Kode')
    made.subject.value = 'Koden din'
    await made.save()
    expect(notices.current?.say().fact).toContain('lagret')
    await undo.undoOffered()
    expect(undone).toEqual([7])
  })

  it('offers nothing where nothing was recorded', async () => {
    const template = { service: 'events', language: 'nb', subject: 'Kode', text: '%PromoCode%' }
    const described = { ...template, isDefault: false, changedAt: null }
    const { made, notices } = await windowOver(
      {
        'mail.templates': () => [described],
        'mail.saveTemplate': () => ({ ...described, operationId: null }),
      },
      useTemplate,
    )
    await expect.poll(() => made.saved.value?.subject).toBe('Kode')
    made.subject.value = 'Koden din'
    await made.save()
    expect(notices.current).toMatchObject({ tone: 'done', undo: null })
  })

  const steps = (revision: number) => ({
    revision,
    at: null,
    content: EMPTY_CONTENT,
    passwords: [],
    grants: [],
    missing: [],
  })
  const settings = (test: number, production: number): ServiceSettings =>
    serviceSettingsSchema.parse({
      service: 'events',
      enabled: true,
      linked: false,
      mode: 'test',
      test: steps(test),
      production: steps(production),
    })
  async function formOver() {
    const { made, ...rest } = await windowOver(
      {
        'commerce.get': () => settings(1, 2),
        'commerce.update': () => ({ ...settings(3, 2), operationId: 7 }),
        'commerce.productionAccount': () => ({ ...settings(3, 4), operationId: 8 }),
        'drafts.get': () => null,
        'drafts.save': () => ({ savedAt: '2026-03-12T09:00:00.000Z', version: 'kept' }),
        'drafts.discard': () => ({ discarded: true }),
      },
      () => {
        const form = useServiceForm('events')
        return {
          form,
          updating: useUpdate(form, 'events', useServiceDraft(form, 'events'), async () => undefined),
        }
      },
    )
    await made.form.look()
    return { ...made, ...rest }
  }
  const footer = ({ form }: Awaited<ReturnType<typeof formOver>>) =>
    form.edit({
      ...form.edited.value,
      settings: { ...form.edited.value.settings, footer: 'Avbestilling er gratis.' },
    })
  const account = ({ form }: Awaited<ReturnType<typeof formOver>>) => {
    form.edit({
      ...form.edited.value,
      accounts: {
        ...form.edited.value.accounts,
        production: { 'payflow-pro': { ...EMPTY_ACCOUNT, partnerId: 'PayPal' } },
      },
    })
  }

  it('undoes the Update that it reports', async () => {
    const page = await formOver()
    footer(page)
    await page.updating.update()
    await page.undo.undoOffered()
    expect(page.undone).toEqual([7])
  })

  it('undoes that of Test of an Update of both modes, and opens the review of that of Production', async () => {
    const page = await formOver()
    footer(page)
    account(page)
    await page.updating.update()
    expect(await page.undo.isForKeys([8, 7])).toBe(false)
    await page.undo.undoOffered()
    expect(page.undone).toEqual([7])
    expect(page.opened).toMatchObject([{ name: 'commerce', query: { undo: '8' } }])
  })
})

it('what was changed since cannot be undone, and who changed it is said', async () => {
  const later = { ...ofThisWindow(9), madeBy: 'somebody-else', author: 'Kari' }
  const { notices, undo } = await windowOver(
    {
      'jobs.wait': () => ({
        state: 'failed',
        error: {
          code: 'history.changed-since',
          details: { count: 1, examples: ['SOMMER'], operationId: 9 },
          message: '',
        },
      }),
      'history.list': ({ before }: { before: number }) => ({
        total: 99,
        operations: [before === 10 ? later : ofThisWindow(before - 1)],
      }),
    },
    () => undefined,
  )
  await undo.undo(7)
  await expect
    .poll(() => notices.current?.say().rest)
    .toMatch(/^Siste endring: .* \(Kari, 12\.03\.2026.*\)\. Ingenting/)
})
