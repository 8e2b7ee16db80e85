import type { HostTexts } from '../host-texts.ts'

export const host: HostTexts = {
  noFolder: 'Etter --data mangler en mappe. Skriv hvor dataene skal ligge: --data MAPPE',
  notAPort: (text) => `«${text}» er ikke en port. Skriv et tall fra 0 til 65535 etter --port.`,
  portInUse: (port) =>
    `Port ${port} er i bruk av et annet program. Lukk det, velg en annen port, eller utelat --port, så brukes en ledig.`,
}
