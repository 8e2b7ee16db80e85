// What a shop needs to sell with promo codes: four calls of E-commerce Admin, made again where no answer came.

/** A refusal: `code` says which, `details` what it is about. */
export class Refused extends Error {
  constructor({ code, message, details }) {
    super(message)
    this.code = code
    this.details = details
  }
}

const TRIES = 10
const PAUSE_MS = 200
/** Nobody has said no: the program was away, or its answer was lost. An order counts once, however often it is reported. */
const AGAIN = ['backend.restarting', 'backend.outcome-unknown', 'backend.shutting-down', 'storage.locked']
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** `address` and `token` are those of *Settings > Scripts on this computer*. */
export function promoCodes({ address, token }) {
  async function once(method, input) {
    const response = await fetch(new URL('/api/call', address), {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ method, input }),
      signal: AbortSignal.timeout(10_000),
    })
    const { ok, output, error } = await response.json()
    if (!ok) throw new Refused(error)
    return output
  }

  async function call(method, input) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(method, input)
      } catch (error) {
        const isFinal = error instanceof Refused && !AGAIN.includes(error.code)
        if (isFinal || attempt === TRIES) throw error
        await pause(PAUSE_MS * attempt)
      }
    }
  }

  return {
    /** The price with the code, or why it does not hold. */
    quote: (sale) => call('redemptions.quote', sale),
    /** Uses the code for the order. `expect` is the price that the buyer saw. */
    redeem: (sale, order, expect) => call('redemptions.redeem', { ...sale, order, expect }),
    /** After a refund, or where the payment failed. */
    giveBack: (order) => call('redemptions.giveBack', { order }),
    /** Orders that have changed since the cursor of the answer before; 0 for all. */
    list: (after = 0) => call('redemptions.list', { after }),
  }
}
