import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { z } from 'zod'
import { asks } from '#shared/desktop-requests.ts'
import type { WindowSetup } from '#shared/desktop-bridge.ts'
import type { Preferences } from '#shared/preferences.ts'
import { apiErrorSchema } from '#shared/contract/error-codes.ts'
import { readPlace } from '../../../src-main/desktop/app-address.ts'
import { guardIpc } from '../../../src-main/desktop/guarded-ipc.ts'
import { createWorkUnderWay } from '../../../src-main/desktop/long-work.ts'
import { requestHandlers } from '../../../src-main/desktop/request-handlers.ts'
import { setMenu } from '../../../src-main/desktop/menu.ts'
import { createSpelling } from '../../../src-main/desktop/spelling.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { fuzz, type Outcome } from '../../support/fuzz/fuzz.ts'
import { type Known, nearlyOf, type Schema, valuesOf } from '../../support/fuzz/schema-values.ts'
import { clonableValue, awkwardText } from '../../support/fuzz/values.ts'
import { testLog } from '../../support/parts.ts'

/*
 * What a window asks of the main process, over the real guard and handlers. Of Electron itself only what they call is
 * here: no dialog is answered by a person, and what reaches the system's browser is looked at.
 */

type Listener = (event: unknown, raw: unknown) => unknown

const electron = vi.hoisted(() => ({
  handlers: new Map<string, Listener>(),
  opened: [] as string[],
  menus: 0,
}))

vi.mock('electron', () => {
  class Notification {
    static isSupported = () => true
    on = () => undefined
    show = () => undefined
  }
  class MessageChannelMain {
    readonly port1 = {}
    readonly port2 = {}
  }
  return {
    app: { isPackaged: true, on: () => undefined, whenReady: async () => undefined },
    session: { defaultSession: {} },
    shell: {
      openExternal: async (address: string) => void electron.opened.push(address),
      showItemInFolder: () => undefined,
    },
    dialog: {
      showOpenDialog: async () => ({ filePaths: ['/tmp/chosen.csv'] }),
      showSaveDialog: async () => ({ filePath: undefined, canceled: true }),
    },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: () => void (electron.menus += 1),
      getApplicationMenu: () => null,
    },
    MessageChannelMain,
    Notification,
    ipcMain: {
      handle: (channel: string, listener: Listener) => void electron.handlers.set(channel, listener),
      on: () => undefined,
      removeAllListeners: () => undefined,
    },
  }
})

interface Asked {
  readonly channel: string
  readonly input: unknown
}

const address = fc.oneof(
  fc.constantFrom(
    'https://www.paypal.com/signin',
    'https://developer.paypal.com/dashboard/applications',
    'https://www.paypal.com:8443/',
    'http://127.0.0.1:5080/checkoutnow?token=x',
    'http://127.0.0.1:5080/x',
    'http://localhost/',
    'mailto:a@example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://www.paypal.com@evil.example/',
    'https:\\\\evil.example',
    ' https://evil.example',
    'ms-settings:',
    'app://window/index.html',
  ),
  fc.webUrl(),
  awkwardText,
)
const KNOWN: Known = { url: address, path: fc.oneof(fc.constantFrom('/tmp/x', '\0', '.', '/'), awkwardText) }

const anyAsked: fc.Arbitrary<Asked> = fc.oneof(
  ...Object.entries(asks).map(([channel, schema]) => {
    const right = valuesOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, KNOWN)
    return fc
      .oneof(
        { weight: 3, arbitrary: right },
        { weight: 3, arbitrary: nearlyOf(right) },
        { weight: 2, arbitrary: clonableValue },
      )
      .map((input) => ({ channel, input }))
  }),
)

const OPENED = /^(https:\/\/(www|www\.sandbox|developer)\.paypal\.com\/|http:\/\/127\.0\.0\.1:\d+\/)/

it(
  'answers whatever a window asks of the main process, and opens no other program than a browser',
  async () => {
    const log = testLog()
    const frame = { url: 'app://window/index.html' }
    const window = {
      isDestroyed: () => false,
      isMaximized: () => false,
      isFocused: () => false,
      setProgressBar: () => undefined,
      minimize: () => undefined,
      maximize: () => undefined,
      unmaximize: () => undefined,
      close: () => undefined,
      webContents: {
        mainFrame: frame,
        isCrashed: () => false,
        postMessage: () => undefined,
        printToPDF: async () => Buffer.alloc(0),
      },
    }
    const backend = {
      state: { state: 'running' },
      connect: () => undefined,
      retry: () => undefined,
      registerRead: async () => ({ token: 'x'.repeat(24), name: 'chosen.csv', bytes: 1 }),
      registerWrite: async () => ({ token: 'x'.repeat(24), name: 'chosen.csv', bytes: null }),
    }
    const sites = { others: [], open: () => undefined, choose: () => undefined }
    const session = {
      availableSpellCheckerLanguages: ['en-US', 'nb'],
      setSpellCheckerEnabled: () => undefined,
      setSpellCheckerLanguages: () => undefined,
      addWordToSpellCheckerDictionary: () => true,
      on: () => undefined,
    }
    const spelling = createSpelling(session as never, () => undefined)
    let kept: Preferences = { language: 'nb', theme: 'system' }
    const places: (string | null)[] = []
    const handlers = requestHandlers({
      backend: backend as never,
      temporary: { noteTarget: async () => undefined },
      opened: { take: async () => null },
      updates: null,
      async keep(preferences) {
        kept = preferences
        spelling.apply(kept)
        setMenu(kept.language, [], () => undefined, sites)
      },
      setMenuItems: (items) => setMenu('nb', items, () => undefined, sites),
      spellingState: () => spelling.state(kept),
      showWork: createWorkUnderWay(() => 'nb').show,
      keepPlace: (place) => void places.push(readPlace(place)),
      siteNamed: async () => undefined,
    })
    guardIpc(
      () => window as never,
      handlers,
      () => ({}) as WindowSetup,
      log,
    )

    async function run({ channel, input }: Asked): Promise<Outcome> {
      const asked = performance.now()
      const before = electron.opened.length
      let answer: { ok?: unknown; error?: unknown }
      try {
        answer = (await electron.handlers.get(channel)?.({ senderFrame: frame }, input)) as typeof answer
      } catch (error) {
        return { ms: 0, fault: `${channel} throws ${String(error)}` }
      }
      const ms = performance.now() - asked
      const opened = electron.opened.slice(before).find((one) => !OPENED.test(one))
      if (opened !== undefined)
        return { ms, fault: 'another program than a browser is asked to open an address' }
      if (answer.ok === true) return { ms, fault: null, kind: `${channel} ok` }
      const error = apiErrorSchema.safeParse(answer.error)
      if (!error.success) return { ms, fault: `${channel} is answered with no error of the contract` }
      const fault = error.data.code === 'internal' ? `${channel}: ${JSON.stringify(log.lines.at(-1))}` : null
      return { ms, fault, kind: `${channel} ${error.data.code}` }
    }

    const { kinds } = await fuzz<Asked>({
      name: 'asks of a window',
      cases: campaignSize({ small: 2000, full: 50_000 }),
      perSession: 2000,
      arbitrary: anyAsked,
      open: async () => ({ run, close: async () => null }),
    })
    expect(electron.opened.length).toBeGreaterThan(0)
    expect(places.filter((place) => place !== null && !place.startsWith('/'))).toEqual([])
    for (const channel of Object.keys(asks)) expect([...kinds.keys()]).toContain(`${channel} ok`)
  },
  CAMPAIGN_TIMEOUT_MS,
)

it('answers no frame but its own page’s', async () => {
  const ask = electron.handlers.get('preferences.set')
  for (const senderFrame of [null, { url: 'app://window/index.html' }, { url: 'https://evil.example' }])
    await expect(async () => ask?.({ senderFrame }, {})).rejects.toThrow('Refused')
})
