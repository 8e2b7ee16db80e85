import type { HostTexts } from '../host-texts.ts'

export const host: HostTexts = {
  noFolder: 'A folder is missing after --data. Write where the data is to be: --data FOLDER',
  notAPort: (text) => `“${text}” is not a port. Write a number from 0 to 65535 after --port.`,
  portInUse: (port) =>
    `Port ${port} is used by another program. Close it, choose another port, or leave out --port to use one that is free.`,
}
