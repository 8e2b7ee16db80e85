import { parseArgs } from 'node:util'

export interface PackageArguments {
  /** Another version than that of package.json, for trying out updates. */
  readonly version: string | undefined
  readonly updateUrl: string | null
  readonly output: string
  /** Everything of this system, with tools that electron-builder downloads. */
  readonly isRelease: boolean
  readonly help: boolean
}

export const usage = `npm run package -- [options]

  --updates URL    where the application looks for updates; without it, it never looks
  --version X.Y.Z  another version than that of package.json
  --output FOLDER  another folder than dist
  --release        all packages of this system, with tools that are downloaded`

const VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/

/** @throws Error with a sentence for the person */
export function readPackageArguments(
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): PackageArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      updates: { type: 'string' },
      version: { type: 'string' },
      output: { type: 'string', default: 'dist' },
      release: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { version, output, release: isRelease, help } = values
  if (version !== undefined && !VERSION.test(version)) throw new Error(`“${version}” is no version.`)
  const updateUrl = readUpdateUrl(values.updates ?? env.ECOMMERCE_ADMIN_UPDATES)
  return { version, output, isRelease, help, updateUrl }
}

/** Only loopback is believed without encryption: that is where tests have their server. */
function readUpdateUrl(url: string | undefined): string | null {
  if (url === undefined || url === '') return null
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' }
  if (protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1')) return url
  throw new Error(`Updates must be at an address with https, and “${url}” is none.`)
}
