import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { DebugLogger } from 'builder-util'
import type { Configuration } from 'electron-builder'
import { describe, expect, it } from 'vitest'
import { packagingConfiguration } from '../../../../build/packaging/configuration.ts'
import { FUSES } from '../../../../build/packaging/fuses.ts'
import { signingOf } from '../../../../build/packaging/signing.ts'
import { inRoot } from '../../../../build/paths.ts'

/** The packager's own look at a configuration: it throws, naming what it does not know. */
const { validateConfiguration } = createRequire(import.meta.url)(
  'app-builder-lib/out/util/config/config',
) as { validateConfiguration(config: Configuration, log: DebugLogger): Promise<void> }

const environments = {
  none: {},
  windows: { WIN_CSC_LINK: 'a.p12' },
  mac: { CSC_LINK: 'a.p12', APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 'u' },
}
const configured = (env: NodeJS.ProcessEnv = {}, updateUrl: string | null = null) =>
  packagingConfiguration({
    signing: signingOf(env),
    icons: '/icons',
    releaseNotesFile: '/notes.md',
    updateUrl,
  })
const valid = (config: Configuration) => validateConfiguration(config, new DebugLogger(false))

describe('the configuration of packages', () => {
  it.each(Object.entries(environments))('is known to the packager, signed with %s', async (_name, env) => {
    await valid(configured(env))
    await valid(configured(env, 'https://updates.example.com/'))
  })

  it('would be refused with a misspelt setting of any system', async () => {
    const good = configured()
    for (const system of ['win', 'mac', 'linux', 'nsis', 'deb', 'electronFuses'] as const)
      await expect(valid({ ...good, [system]: { ...(good[system] as object), mispelt: 1 } })).rejects.toThrow(
        'Invalid configuration',
      )
  })

  it('names files that are there', () => {
    const { mac, nsis, deb } = configured()
    const named = [mac?.entitlements, mac?.entitlementsInherit, nsis?.include, deb?.fpm?.[0]?.split('=')[0]]
    for (const file of named) expect([file, existsSync(file ?? '')]).toEqual([file, true])
  })

  it('says of Windows and macOS in the name of a package that nobody signed it', () => {
    const names = (env: NodeJS.ProcessEnv) => {
      const { win, mac } = configured(env)
      return [win?.artifactName, mac?.artifactName].map((name) => name?.includes('-unsigned'))
    }
    expect(names(environments.none)).toEqual([true, true])
    expect(names(environments.windows)).toEqual([false, true])
    expect(names(environments.mac)).toEqual([false, false])
    expect(configured(environments.mac).mac).toMatchObject({ notarize: true, hardenedRuntime: true })
    expect(configured().mac).toMatchObject({ notarize: false, identity: '-', hardenedRuntime: false })
  })

  it('never looks for updates without an address', () => {
    expect(configured().publish).toBeNull()
    expect(configured({}, 'https://updates.example.com/').publish).toEqual([
      { provider: 'generic', url: 'https://updates.example.com/' },
    ])
  })

  it('sets every fuse that the packager knows', () => {
    const known = JSON.parse(readFileSync(inRoot('node_modules/app-builder-lib/scheme.json'), 'utf8')) as {
      definitions: { FuseOptionsV1: { properties: object } }
    }
    const fuses = Object.keys(known.definitions.FuseOptionsV1.properties)
    expect([...Object.keys(FUSES), 'resetAdHocDarwinSignature'].sort()).toEqual(fuses.sort())
  })

  it('takes the machine code of one system, and of both halves of a universal one', () => {
    const { files, win, mac, linux } = configured()
    const all = JSON.stringify([files, win?.files, mac?.files, linux?.files])
    expect([...all.matchAll(/prebuilds\/(.*?)\.node/g)].map(([, code]) => code)).toEqual([
      'win32-${arch}',
      'darwin-*',
      'linux-${arch}',
    ])
  })
})
