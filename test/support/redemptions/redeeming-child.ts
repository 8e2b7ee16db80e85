import { randomBytes } from 'node:crypto'
import { isRefusal } from '#shared/contract/refusal.ts'
import { startTestBackend } from '../test-backend.ts'
import { type FromShop, saleNumber, type ToShop } from './kill-orders.ts'

/**
 * A shop that redeems orders, many at once, until they are done or somebody kills it: `node redeeming-child.ts FOLDER`.
 * Every seventh order is given back, and every third is reported twice.
 */
const [folder = ''] = process.argv.slice(2)
const AT_ONCE = 12

const backend = await startTestBackend({
  folder,
  parts: { checkOutputs: false, random: { bytes: (count) => randomBytes(count) } },
})
const { api } = backend
const notify = (message: FromShop): void => void process.send?.(message)

async function sell(index: number): Promise<void> {
  const sale = saleNumber(index)
  try {
    const reports = [sale, ...(index % 3 === 0 ? [sale] : [])].map((one) => api.redemptions.redeem(one))
    await Promise.all(reports)
    if (index % 7 === 0) await api.redemptions.giveBack({ order: sale.order })
    notify({ ended: index, end: 'redeemed' })
  } catch (error) {
    // It was given back before the kill.
    if (isRefusal(error, 'redemptions.given-back')) notify({ ended: index, end: 'redeemed' })
    else if (isRefusal(error, 'payments.code-refused')) notify({ ended: index, end: 'refused' })
    else throw error
  }
}

process.on('message', ({ unsold }: ToShop) => {
  const left = [...unsold]
  const one = async () => {
    for (let index = left.shift(); index !== undefined; index = left.shift()) await sell(index)
  }
  void Promise.all(Array.from({ length: AT_ONCE }, one)).then(async () => {
    await backend.backend.close()
    process.exit(0)
  })
})
notify({ ready: true })
