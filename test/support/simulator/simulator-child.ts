import { createSimulator } from '#backend/areas/simulator/create-simulator.ts'
import { seededRandom } from '../parts.ts'
import type { Order, Told } from './messages.ts'

/**
 * A simulator in a process of its own, which lives on when the processes that call it are killed:
 * `node simulator-child.ts SEED KEEP`. It is spoken with over Node's channel, and ends with it.
 */
const [seed = '', keep = '10000'] = process.argv.slice(2)
const tell = (told: Told): void => void process.send?.(told)

const simulator = createSimulator({
  clock: { now: () => Date.now() },
  random: seededRandom(seed),
  keep: Number(keep),
})

process.on('message', (message: Order) => {
  switch (message.order) {
    case 'charges':
      return tell({ told: 'charges', id: message.id, charges: [...simulator.ledger.charges()] })
    case 'next':
      return simulator.faults.next(...message.faults)
    case 'often':
      return simulator.faults.often(message.share, message.faults)
    case 'clear':
      return simulator.faults.clear()
  }
})
process.on('disconnect', () => process.exit(0))

const { url } = await simulator.listen()
tell({ told: 'listening', url })
