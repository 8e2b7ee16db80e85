import { type Bridge, BRIDGE_NAME } from '#shared/desktop-bridge.ts'
import { createBrowserHost } from './browser-host.ts'
import { createDesktopHost } from './desktop-host.ts'
import type { Host } from './host.ts'

export { type Host, type HostEvent, type Off, type WindowControls } from './host.ts'

/** The host that this page runs in: the preload's bridge is there, or it is not. */
export function createHost(): Host {
  const bridge = (globalThis as { [BRIDGE_NAME]?: Bridge })[BRIDGE_NAME]
  return bridge ? createDesktopHost(bridge) : createBrowserHost()
}
