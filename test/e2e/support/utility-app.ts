import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from './root.ts'

const source = join(root, 'test/support/utility-app')

/** Puts the app with the utility-process adapter together in `folder`, which must lie in the checkout. */
export async function buildUtilityApp(folder: string): Promise<string> {
  const quiet = { root, configFile: false, logLevel: 'error' } as const
  await build({
    ...quiet,
    build: {
      ssr: true,
      outDir: join(folder, 'main'),
      target: 'node20',
      rolldownOptions: {
        input: {
          desktop: join(source, 'main.ts'),
          backend: join(root, 'test/support/fake-backend/entry.ts'),
        },
        external: ['electron'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  })
  await build({
    ...quiet,
    root: join(source, 'page'),
    base: './',
    html: { cspNonce: '{{nonce}}' },
    build: { outDir: join(folder, 'renderer'), emptyOutDir: true },
  })
  await cp(join(root, 'out/preload'), join(folder, 'preload'), { recursive: true })
  const manifest = { name: 'utility-app', version: '0.0.0', type: 'module', main: 'main/desktop.js' }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  return folder
}
