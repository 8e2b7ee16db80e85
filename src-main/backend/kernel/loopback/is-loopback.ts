/** True for a host that is this computer itself by its very name, so that nothing leaves it. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host.trim())
