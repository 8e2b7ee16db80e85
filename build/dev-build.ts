import { mkdir, writeFile } from 'node:fs/promises'
import { build, type UserConfig } from 'vite'
import { preload } from '../electron.vite.config.ts'
import manifest from '../package.json' with { type: 'json' }
import { inRoot } from './paths.ts'

const usual = { root: inRoot(), configFile: false, logLevel: 'warn', mode: 'development' } as const
/** Electron 33 and newer read it. */
const output = {
  ssr: true,
  target: 'node20',
  sourcemap: 'inline',
  emptyOutDir: true,
} satisfies UserConfig['build']

/** Where the desktop host of `npm run dev` is built: apart from `out/`, and never part of a package. */
export const devFolder = inRoot('node_modules/.dev')

/** Builds the desktop host and the preload of `npm run dev`. */
export async function buildDevDesktop(): Promise<void> {
  await Promise.all([
    build({
      ...usual,
      build: {
        ...output,
        outDir: `${devFolder}/main`,
        rolldownOptions: {
          external: ['electron'],
          input: { desktop: inRoot('src-main/dev/dev-desktop.ts') },
          output: { format: 'es', entryFileNames: '[name].js' },
        },
      },
    }),
    build({
      ...usual,
      ...preload,
      ssr: { noExternal: true },
      build: {
        ...output,
        outDir: `${devFolder}/preload`,
        rolldownOptions: { ...preload.build.rolldownOptions, external: ['electron'] },
      },
    }),
  ])
  await mkdir(devFolder, { recursive: true })
  const { name, productName, version } = manifest
  const app = { name, productName, version, type: 'module', main: 'main/desktop.js' }
  await writeFile(`${devFolder}/package.json`, JSON.stringify(app))
}
