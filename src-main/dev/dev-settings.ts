/** What `npm run dev` passes to the host that it starts: in its environment, which only this folder reads. */
export interface DevSettings {
  /** The origin of Vite's server. */
  vite: string
  /** The backend's source: Node runs it without a build. */
  backend: string
  /** Node's switches for the backend. */
  execArgv: readonly string[]
}

const NAME = 'ECOMMERCE_ADMIN_DEV'

export const toEnvironment = (settings: DevSettings) => ({ [NAME]: JSON.stringify(settings) })

/** @throws Error where the host was started in another way */
export function readSettings(env: NodeJS.ProcessEnv = process.env): DevSettings {
  const text = env[NAME]
  if (text === undefined) throw new Error('This is started by `npm run dev`.')
  return JSON.parse(text) as DevSettings
}

/** Runs the requests of `npm run dev`; without it, the host ends. */
export function followDev(host: { restartBackend(): void; end(): void }): void {
  process.on('message', (message) => {
    if (message === RESTART_BACKEND) host.restartBackend()
  })
  process.on('disconnect', () => host.end())
}

export const RESTART_BACKEND = 'restart-backend'
