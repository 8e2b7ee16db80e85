import { createSimulator } from '#backend/areas/simulator/create-simulator.ts'
import { seededRandom } from '../parts.ts'
import type { Order, Report } from './messages.ts'

/**
 * A simulator in a process of its own, which lives on when the processes that call it are killed:
 * `node simulator-child.ts SEED KEEP`. It is called over Node's channel, and ends with it.
 */
const [seed = '', keep = '10000'] = process.argv.slice(2)
const send = (report: Report): void => void process.send?.(report)

const simulator = createSimulator({
  clock: { now: () => Date.now() },
  random: seededRandom(seed),
  keep: Number(keep),
})

process.on('message', (message: Order) => {
  switch (message.order) {
    case 'charges':
      return send({ report: 'charges', id: message.id, charges: [...simulator.ledger.charges()] })
    case 'next':
      return simulator.faults.next(...message.faults)
    case 'often':
      return simulator.faults.often(message.share, message.faults)
    case 'night':
      return simulator.ledger.settle()
    case 'decide':
      return send({ report: 'decided', id: message.id, count: simulator.ledger.decideAll(message.share) })
    case 'clear':
      return simulator.faults.clear()
  }
})
process.on('disconnect', () => process.exit(0))

const { url } = await simulator.listen()
send({ report: 'listening', url })
