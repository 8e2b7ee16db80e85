import { basename } from 'node:path'
import type { Configuration, FileSet } from 'electron-builder'
import { SITE_FILE_EXTENSION } from '#shared/contract/site-file.ts'
import { LANGUAGES } from '#shared/languages/languages.ts'
import { APP_ID } from '../../src-main/desktop/app-id.ts'
import { NOTICES } from '../notices.ts'
import { inRoot } from '../paths.ts'
import { FUSES } from './fuses.ts'
import type { Signing } from './signing.ts'

export interface PackagingOptions {
  readonly signing: Signing
  /** Where the drawing's sizes are (`icons.ts`). */
  readonly icons: string
  /** What is new in this version, shown before an update. */
  readonly releaseNotesFile: string
  /** Where updates are looked for; null for a package that never looks. */
  readonly updateUrl: string | null
}

const PRODUCT = 'E-commerce Admin'
const COPYRIGHT = 'Copyright © 2026 E-commerce Admin'
const MIME_TYPE = 'application/vnd.ecommerce-admin.site'

const at = (file: string) => inRoot('build/packaging', file)
const SITE_FILE = {
  ext: SITE_FILE_EXTENSION,
  name: 'E-commerce Admin Site',
  description: 'E-commerce Admin site',
}
/** Recipient files: opened by *Open with*, never by default, since they belong to spreadsheets and editors. */
const RECIPIENT_FILES = ['xlsx', 'xls', 'ods', 'csv', 'tsv', 'txt']
const RECIPIENT_TYPES = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel',
  'application/vnd.oasis.opendocument.spreadsheet',
  'text/csv',
  'text/tab-separated-values',
  'text/plain',
]

/** The native module: its JavaScript, its licence, and the machine code of one platform. */
const nativeModule = (code: string): FileSet[] => [
  {
    from: 'node_modules/better-sqlite3',
    to: 'node_modules/better-sqlite3',
    filter: ['package.json', 'LICENSE', 'lib/**', `prebuilds/${code}.node`],
  },
]

/** The one configuration of all packages, for electron-builder. */
export function packagingConfiguration({
  signing,
  icons,
  releaseNotesFile,
  updateUrl,
}: PackagingOptions): Configuration {
  /** What nobody signed says so in its name, before the system warns of it. */
  const name = (isSigned: boolean, os: string) =>
    `ecommerce-admin-\${version}-${os}-\${arch}${isSigned ? '' : '-unsigned'}.\${ext}`
  return {
    appId: APP_ID,
    productName: PRODUCT,
    copyright: COPYRIGHT,
    directories: { output: 'dist', buildResources: 'build/packaging' },
    // Everything else is bundled into out/.
    files: ['out/{main,preload,renderer}/**', 'package.json', '!**/node_modules/**', '!**/*.map'],
    asar: true,
    // Machine code cannot be loaded from an archive.
    asarUnpack: ['node_modules/better-sqlite3/**'],
    // Its prebuilt code works in every runtime with Node-API 10.
    npmRebuild: false,
    electronFuses: {
      ...Object.fromEntries(Object.entries(FUSES).map(([fuse, { on }]) => [fuse, on])),
      // Changed bytes break the signature that macOS asks of every arm64 program.
      resetAdHocDarwinSignature: true,
    },
    electronLanguages: ['en-US', 'en-GB', ...LANGUAGES],
    extraResources: [{ from: NOTICES, to: basename(NOTICES) }],
    publish: updateUrl === null ? null : [{ provider: 'generic', url: updateUrl }],
    releaseInfo: { releaseNotesFile },

    win: {
      target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
      icon: `${icons}/icon.ico`,
      artifactName: name(signing.windows, 'windows'),
      files: nativeModule('win32-${arch}'),
      fileAssociations: [{ ...SITE_FILE, icon: `${icons}/icon.ico` }],
    },
    nsis: {
      // For this user, without an administrator; the data is never touched.
      oneClick: false,
      perMachine: false,
      allowElevation: false,
      allowToChangeInstallationDirectory: false,
      deleteAppDataOnUninstall: false,
      include: at('windows/open-with.nsh'),
      installerLanguages: ['en_US', 'nb_NO'],
    },

    mac: {
      target: ['dmg', 'zip'].map((target) => ({ target, arch: ['universal' as const] })),
      icon: `${icons}/icon.icns`,
      category: 'public.app-category.business',
      artifactName: name(signing.mac, 'macos'),
      // Both halves must be alike, but for what the next line names.
      files: nativeModule('darwin-*'),
      x64ArchFiles: '**/better-sqlite3/prebuilds/*.node',
      electronLanguages: ['en', 'en_GB', ...LANGUAGES],
      // Without a certificate of one's own it is an ad-hoc signature, for which a hardened runtime loads nothing.
      ...(signing.mac ? {} : { identity: '-' }),
      hardenedRuntime: signing.mac,
      gatekeeperAssess: false,
      entitlements: at('mac/entitlements.plist'),
      entitlementsInherit: at('mac/entitlements.plist'),
      notarize: signing.notarize,
      darkModeSupport: true,
      fileAssociations: [
        { ...SITE_FILE, role: 'Editor', rank: 'Owner', icon: `${icons}/icon.icns` },
        { ext: RECIPIENT_FILES, name: 'Recipients', role: 'Viewer', rank: 'Alternate' },
      ],
    },

    linux: {
      target: [
        { target: 'AppImage', arch: ['x64', 'arm64'] },
        { target: 'deb', arch: ['x64', 'arm64'] },
      ],
      icon: `${icons}/linux`,
      executableName: 'ecommerce-admin',
      syncDesktopName: true,
      artifactName: 'ecommerce-admin-${version}-linux-${arch}.${ext}',
      category: 'Office',
      synopsis: 'Promo codes and e-commerce settings of a Webex-like site',
      files: nativeModule('linux-${arch}'),
      mimeTypes: [MIME_TYPE, ...RECIPIENT_TYPES],
      desktop: {
        entry: {
          'Name[nb]': 'E-handel',
          'Comment[nb]': 'Kampanjekoder og e-handelsinnstillinger for et nettsted som Webex',
          StartupWMClass: 'ecommerce-admin',
        },
      },
    },
    deb: {
      // The name of the package, and so what `apt remove` takes.
      packageName: 'ecommerce-admin',
      fpm: [
        `${at('linux/ecommerce-admin.xml')}=/usr/share/mime/packages/ecommerce-admin.xml`,
        `${at('linux/copyright')}=/usr/share/doc/ecommerce-admin/copyright`,
      ],
    },
  }
}
