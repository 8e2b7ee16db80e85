import { type Bridge, BRIDGE_NAME } from '#shared/desktop-bridge.ts'
import { createDesktopHost } from './desktop-host.ts'
import type { Host } from './host.ts'

export { type Host, type HostEvent, type Off, type WindowControls } from './host.ts'

/** The host that this page runs in: the preload's bridge is there, or it is not. A desktop window leaves the browser's part unread. */
export async function createHost(): Promise<Host> {
  const bridge = (globalThis as { [BRIDGE_NAME]?: Bridge })[BRIDGE_NAME]
  if (bridge) return createDesktopHost(bridge)
  const { createBrowserHost } = await import('./browser-host.ts')
  return await createBrowserHost()
}
