import { buildWhatChanged } from '../../build/build.ts'
import { inRoot } from '../../build/paths.ts'
import { BUILT_PRODUCT } from './test-entries.ts'

/**
 * Builds the product before the specs run: nearly every one starts processes and threads of it, which takes three times
 * as much of the processor from source.
 */
export default async function buildProduct(): Promise<void> {
  await buildWhatChanged()
  process.env[BUILT_PRODUCT] = inRoot('out/main')
}
