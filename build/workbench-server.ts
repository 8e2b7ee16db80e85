import type { AddressInfo } from 'node:net'
import vue from '@vitejs/plugin-vue'
import { createServer, type Plugin, type ViteDevServer } from 'vite'
import vuetify from 'vite-plugin-vuetify'
import { contentPolicy, newNonce, safetyHeaders } from '../src-main/hosts/content-policy.ts'
import { inRoot } from './paths.ts'

/** The application's own policy, but that the list may have a story in a frame, and that changes arrive by a socket. */
const policyOf = (nonce: string, port: number): string =>
  contentPolicy(nonce)
    .replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    .replace("connect-src 'self'", `connect-src 'self' ws://127.0.0.1:${port}`)

const portOf = ({ httpServer }: ViteDevServer): number => (httpServer?.address() as AddressInfo).port

const withPolicy = (nonce: string): Plugin => ({
  name: 'content-policy',
  configureServer(server) {
    server.middlewares.use((_request, response, next) => {
      response.setHeader('Content-Security-Policy', policyOf(nonce, portOf(server)))
      for (const [name, value] of Object.entries(safetyHeaders)) response.setHeader(name, value)
      next()
    })
  },
})

/**
 * Serves the component workbench from source, on this computer; with `live`, components and stories reload when they are
 * edited. Port 0 takes any that is free.
 */
export async function startWorkbench(
  port: number,
  { live }: { live: boolean },
): Promise<{ server: ViteDevServer; url: string }> {
  const nonce = newNonce()
  const server = await createServer({
    configFile: false,
    root: inRoot('test/workbench'),
    cacheDir: inRoot('node_modules/.vite-workbench'),
    logLevel: 'warn',
    plugins: [vue(), vuetify({ autoImport: true }), withPolicy(nonce)],
    html: { cspNonce: nonce },
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      hmr: { protocol: 'ws', host: '127.0.0.1' },
      ...(live ? {} : { watch: null }),
      fs: { allow: [inRoot()] },
    },
    // Found late, a library reloads every page that is open.
    optimizeDeps: { entries: ['./*.html', './stories/**/*.ts'], include: ['vuetify/components/*'] },
  })
  await server.listen()
  return { server, url: `http://127.0.0.1:${portOf(server)}/` }
}
