/**
 * Specs that change or measure what is of the whole process: its environment, globals, modules, rights or memory. Each has a
 * process to itself; the others of a project share one for each core, which spares reading the product's code once a file.
 */
export const isolatedSpecs = {
  unit: [
    'test/unit/backend/app/process/idle-collector.spec.ts',
    'test/unit/renderer/actions.spec.ts',
    'test/unit/renderer/finder-words.spec.ts',
    'test/unit/renderer/typed-input.spec.ts',
  ],
  integration: [
    'test/integration/backend/swap-steps.spec.ts',
    'test/integration/export-csv.spec.ts',
    'test/integration/file-rights.exploit.spec.ts',
    'test/integration/fuzz/*.spec.ts',
    'test/integration/paypal/http-port.spec.ts',
    'test/integration/recipient-files-hostile.spec.ts',
  ],
} as const
