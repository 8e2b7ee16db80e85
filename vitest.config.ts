import vue from '@vitejs/plugin-vue'
import vuetify from 'vite-plugin-vuetify'
import { defineConfig } from 'vitest/config'
import { inRoot } from './build/paths.ts'
import { isolatedSpecs } from './test/support/isolated-specs.ts'
import { teamSpecs } from './test/support/team-specs.ts'

// Threads and processes that tests start run from source: with what earlier starts have compiled, they take half as long.
process.env.NODE_COMPILE_CACHE ??= inRoot('node_modules/.compiled')

const unit = {
  // Many values of a property take seconds on a machine that does other things as well.
  testTimeout: 30_000,
  // Its components import styles, which Node itself cannot.
  server: { deps: { inline: ['vuetify'] } },
}

const integration = {
  globalSetup: ['test/support/build-product.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  pool: 'forks' as const,
}

export default defineConfig({
  test: {
    // Vitest leaves one core alone: on two that is half of the machine.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        plugins: [vue(), vuetify()],
        test: {
          ...unit,
          name: 'unit',
          isolate: false,
          include: ['test/unit/**/*.spec.ts'],
          exclude: [...isolatedSpecs.unit],
        },
      },
      {
        extends: true,
        plugins: [vue(), vuetify()],
        test: { ...unit, name: 'unit-isolated', include: [...isolatedSpecs.unit] },
      },
      {
        // Components mounted without a browser: forms, dialogs, keys, emitted events.
        extends: true,
        plugins: [vue(), vuetify({ autoImport: true })],
        test: {
          name: 'components',
          include: ['test/components/**/*.spec.ts'],
          environment: 'happy-dom',
          setupFiles: ['test/components/set-up.ts'],
          // The first story of a file reads Vuetify, which takes seconds on a busy machine.
          testTimeout: 30_000,
          server: { deps: { inline: ['vuetify'] } },
        },
      },
      {
        extends: true,
        test: {
          ...integration,
          name: 'integration',
          isolate: false,
          include: ['test/integration/**/*.spec.ts'],
          exclude: [...isolatedSpecs.integration, 'test/integration/team/*.spec.ts'],
        },
      },
      {
        extends: true,
        test: { ...integration, name: 'integration-isolated', include: [...isolatedSpecs.integration] },
      },
      {
        extends: true,
        test: {
          // Specs of `integration`, with the site in a database that programs share.
          name: 'team',
          isolate: false,
          include: [...teamSpecs],
          env: { TEST_ENGINE: 'postgres' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          pool: 'forks',
        },
      },
      {
        extends: true,
        test: {
          // PayPal clients that others wrote, against the simulator.
          name: 'peers',
          include: ['test/peers/**/*.spec.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          pool: 'forks',
        },
      },
      {
        extends: true,
        test: {
          // The installed package, in a desktop session of its own.
          name: 'package',
          include: ['test/package/**/*.spec.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          pool: 'forks',
        },
      },
      {
        extends: true,
        test: {
          name: 'debian',
          include: ['test/debian/**/*.spec.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          pool: 'forks',
        },
      },
    ],
  },
})
