import { writeFile } from 'node:fs/promises'
import { paypalCodesDocument } from './paypal-codes-document.ts'
import { inRoot } from './paths.ts'

/** `npm run paypal-codes`: writes docs/paypal-codes.md from the product. */
await writeFile(inRoot('docs/paypal-codes.md'), await paypalCodesDocument())
