import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin, UserConfig } from 'vite'
import vuetify from 'vite-plugin-vuetify'
import { aboutFiles } from './build/about-files.ts'
import { notices } from './build/notices.ts'
import { sharedFiles } from './build/window-files.ts'
import { effectTable } from './src-shared/contract/effect-table.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Puts the finished table in the place of the file that makes it from the contract: zod stays out of what starts first. */
const finishedEffects = (): Plugin => ({
  name: 'finished-effects',
  // While the source is being edited, the table follows it.
  apply: 'build',
  load: (id) =>
    id === here('src-shared/contract/effect-table.ts')
      ? `export const effectTable = ${JSON.stringify(effectTable)}`
      : undefined,
})

/** Also what `npm run dev` builds. */
export const preload = {
  plugins: [finishedEffects(), notices('preload')],
  build: {
    outDir: 'out/preload',
    // A sandboxed window cannot load an ES module as its preload.
    rolldownOptions: {
      input: { index: here('src-preload/index.ts') },
      // A sandboxed preload has no node_modules: what it only has types from must leave nothing behind.
      treeshake: { moduleSideEffects: false },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
} satisfies UserConfig

/** Also what `npm run dev` serves. */
export const renderer = {
  root: 'src-renderer',
  plugins: [finishedEffects(), vue(), vuetify({ autoImport: true }), notices('renderer'), aboutFiles()],
  html: { cspNonce: '{{nonce}}' },
  // Parts of Vue and vue-i18n that nothing here uses, and that would be read before the first paint.
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    outDir: 'out/renderer',
    minify: true,
    // Data URLs for fonts would break `font-src 'self'`.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: here('src-renderer/index.html') },
      // What the first paint needs comes in one file: each further one is a trip through the main process.
      // In plain ASCII a script is one byte a character in memory, and read without conversion.
      output: {
        charset: 'ascii',
        codeSplitting: {
          groups: [
            { name: 'start', tags: ['$initial'], priority: 1 },
            sharedFiles(here('src-shared/languages/wording.ts')),
          ],
        },
      },
    },
  },
} satisfies UserConfig

/** Every file that starts a process or a thread is an input of its own; `entries.ts` of the backend finds them again. */
export default defineConfig({
  main: {
    plugins: [finishedEffects(), notices('main')],
    build: {
      outDir: 'out/main',
      // One file is read faster than a library's hundreds; only what has machine code inside stays outside.
      externalizeDeps: false,
      rolldownOptions: {
        external: ['better-sqlite3'],
        input: {
          desktop: here('src-main/desktop/main.ts'),
          browser: here('src-main/browser/main.ts'),
          backend: here('src-main/backend/app/process/entry.ts'),
          'reader-thread': here('src-main/backend/app/threads/reader-thread.ts'),
          'writer-thread': here('src-main/backend/app/threads/writer-thread.ts'),
          'export-thread': here('src-main/backend/app/threads/export-thread.ts'),
          'workbook-child': here('src-main/backend/areas/tables/workbook/workbook-child.ts'),
        },
        // What types alone are taken from must not be loaded: better-sqlite3 ends a process that is too old for it.
        treeshake: { moduleSideEffects: 'no-external' },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          // Each thread reads its code for itself: without comments and spaces that is half as much. Names stay, for the log.
          minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
        },
      },
    },
  },
  preload,
  renderer,
})
