import type { labels as source } from '../nb/labels.ts'
import type { Shape } from '../shape.ts'

export const labels: Shape<typeof source> = {
  update: 'Update',
  grantAtPaypal: 'Grant API permission at PayPal',
  apiAccount: 'The site’s API account',
  removeCode: 'Remove the code',
  mailServer: 'Mail server',
  downloadBackup: 'Download',
}
