import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createServer as createProbe, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer, type Plugin, type ViteDevServer } from 'vite'
import { renderer } from '../electron.vite.config.ts'
import { inRoot } from './paths.ts'

const HOST = '127.0.0.1'
const USUAL_PORT = 5173

/** The usual port, or any other one where that is taken. */
async function freePort(wanted: number): Promise<number> {
  const probe = createProbe().listen(wanted, HOST)
  const free = await once(probe, 'listening').then(
    () => true,
    () => false,
  )
  if (!free) return freePort(0)
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/** The document names a font's file for the build to find; in the source it has another address. */
const withoutPreload: Plugin = {
  name: 'without-preload',
  transformIndexHtml: (html) => html.replace(/<link\s+rel="preload"[^>]*>/, ''),
}

/** Serves the window's source to the host; edits reach the page by a socket of their own. */
export async function servePageSource(
  wanted = USUAL_PORT,
): Promise<{ server: ViteDevServer; origin: string }> {
  const port = await freePort(wanted)
  const server = await createServer({
    ...renderer,
    plugins: [...renderer.plugins, withoutPreload],
    configFile: false,
    root: inRoot(renderer.root),
    appType: 'mpa',
    cacheDir: inRoot('node_modules/.dev/vite'),
    logLevel: 'warn',
    server: {
      host: HOST,
      port,
      strictPort: true,
      // The page's own origin is the host's, so it is said where Vite is.
      hmr: { protocol: 'ws', host: HOST, clientPort: port },
      // node_modules may be a link to elsewhere.
      fs: { allow: [inRoot(), dirname(await realpath(inRoot('node_modules/vuetify')))] },
    },
    // What is found late reloads the page, and an edit of that moment is lost; Vuetify's components are found when drawn.
    optimizeDeps: { entries: ['index.html'], include: ['vuetify/components/*'] },
  })
  try {
    await server.listen()
  } catch (error) {
    await server.close()
    // Another one has taken the port in the meantime.
    if (wanted === USUAL_PORT) return await servePageSource(0)
    throw error
  }
  return { server, origin: `http://${HOST}:${port}` }
}
