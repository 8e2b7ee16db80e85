import { app, session } from 'electron'
import type { ProxyFor } from '#backend/app/process/host-proxy.ts'
import { firstProxy } from './proxy-list.ts'

/** What the system's settings, or the script that they name, say of a host. */
export const systemProxy: ProxyFor = async (url) => {
  await app.whenReady()
  return firstProxy(await session.defaultSession.resolveProxy(url.href))
}
