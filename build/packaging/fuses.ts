import { FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses'

interface Fuse {
  readonly option: FuseV1Options
  readonly on: boolean
  readonly why: string
}

/** Switches inside Electron's binary, set when it is packaged; by the names that electron-builder has for them. */
export const FUSES = {
  runAsNode: {
    option: FuseV1Options.RunAsNode,
    on: false,
    why: 'By a variable of the environment, any program could run its own scripts as this signed application.',
  },
  enableNodeOptionsEnvironmentVariable: {
    option: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    on: false,
    why: 'NODE_OPTIONS would load code of others into the main process.',
  },
  enableNodeCliInspectArguments: {
    option: FuseV1Options.EnableNodeCliInspectArguments,
    on: false,
    why: 'A debugger of the main process reads everything, the keychain included.',
  },
  enableCookieEncryption: {
    option: FuseV1Options.EnableCookieEncryption,
    on: false,
    why: 'The window has no cookies, and the system would ask for its keychain at every start.',
  },
  enableEmbeddedAsarIntegrityValidation: {
    option: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    on: true,
    why: 'A changed app.asar is not run. Windows and macOS only: on Linux Electron does not check, and only root can write it.',
  },
  onlyLoadAppFromAsar: {
    option: FuseV1Options.OnlyLoadAppFromAsar,
    on: true,
    why: 'Otherwise a folder beside the archive, which nothing checks, would be run in its place.',
  },
  loadBrowserProcessSpecificV8Snapshot: {
    option: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    on: false,
    why: 'There is no snapshot of our own.',
  },
  grantFileProtocolExtraPrivileges: {
    option: FuseV1Options.GrantFileProtocolExtraPrivileges,
    on: false,
    why: 'The page is served by app:, and no page comes from a file.',
  },
} as const satisfies Record<string, Fuse>

/** The same for `flipFuses`. */
export const fuseConfig = (): FuseV1Config => ({
  version: FuseVersion.V1,
  ...Object.fromEntries(Object.values(FUSES).map(({ option, on }) => [option, on])),
})
