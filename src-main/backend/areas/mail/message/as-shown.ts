import { oneLine } from '#shared/wording/message/message-values.ts'

/** A person as mail programs show one: `Kari Nordmann <kari@example.com>`. */
export const asShown = ({ name, address }: { name: string; address: string }): string =>
  oneLine(name) === '' ? address : `${oneLine(name)} <${address}>`
