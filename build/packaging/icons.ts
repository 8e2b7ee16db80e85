import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { BICUBIC, createICNS, createICO } from 'png2icons'
import { inRoot } from '../paths.ts'

/** The one drawing; the window has it as its icon, too. */
const DRAWING = 'src-renderer/icon.svg'
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
const LARGEST = 1024

const draw = (svg: string, size: number): Buffer =>
  Buffer.from(new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng())

/** All sizes of the drawing that the three systems want, in `folder`. */
export async function makeIcons(folder: string): Promise<void> {
  const svg = await readFile(inRoot(DRAWING), 'utf8')
  await mkdir(join(folder, 'linux'), { recursive: true })
  for (const size of LINUX_SIZES)
    await writeFile(join(folder, 'linux', `${size}x${size}.png`), draw(svg, size))
  const largest = draw(svg, LARGEST)
  for (const [name, made] of [
    ['icon.icns', createICNS(largest, BICUBIC, 0)],
    ['icon.ico', createICO(largest, BICUBIC, 0, true, true)],
  ] as const) {
    if (made === null) throw new Error(`${name} could not be made of ${DRAWING}.`)
    await writeFile(join(folder, name), made)
  }
}
