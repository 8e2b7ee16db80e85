// A shop that sells one thing, with a promo code: Node 20 or newer, nothing else.
// CHECKOUT_TOKEN=TOKEN node docs/shop/shop.mjs ADDRESS [PORT]
//   ADDRESS, TOKEN   of Settings > Scripts on this computer; the token in the environment, since every user of the
//                    machine can read the arguments of a program
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { promoCodes, Refused } from './promo-codes.mjs'

const [address, port = '0'] = process.argv.slice(2)
const token = process.env.CHECKOUT_TOKEN
if (!URL.canParse(address ?? '') || token === undefined) {
  console.error('Usage: CHECKOUT_TOKEN=TOKEN node docs/shop/shop.mjs ADDRESS [PORT]')
  process.exit(1)
}
const codes = promoCodes({ address, token })

/** What is sold, at 240.00 US dollars. */
const TICKET = { service: 'events', item: 'live-events', full: 24_000, currency: 'USD' }

/** Why a code does not hold, in the words of this shop. */
const REFUSALS = {
  unknown: 'We do not know this code.',
  deleted: 'This code is no longer valid.',
  expired: 'This code has expired.',
  'not-yet-valid': 'This code is not valid yet.',
  'used-up': 'This code has been used.',
  held: 'Somebody is paying with this code right now.',
  'other-service': 'This code is for something else.',
  'not-for-item': 'This code is for something else.',
  'other-currency': 'This code is for another currency.',
}
const money = (minor) => `${(minor / 100).toFixed(2)} USD`

/** A real shop asks its payment service. */
const takeMoney = async (amount, card) => amount === 0 || card !== 'declined'

/** What the buyer would pay. */
async function price({ code = '' }) {
  const { price: quoted, code: found } = await codes.quote({ ...TICKET, code })
  return { pay: quoted.pay, why: found && !found.holds ? (REFUSALS[found.refusal] ?? 'Not valid.') : null }
}

/** First the code, then the money: where the money fails, the code is free again. */
async function buy({ code = '', expect, card, order = randomUUID() }) {
  if (code === '') return { sold: await takeMoney(TICKET.full, card), order, paid: TICKET.full }
  try {
    const { price: redeemed } = await codes.redeem({ ...TICKET, code }, order, Number(expect))
    if (await takeMoney(redeemed.pay, card)) return { sold: true, order, paid: redeemed.pay }
    await codes.giveBack(order)
    return { sold: false, why: 'The card was declined.' }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.code === 'payments.code-refused') return { sold: false, why: REFUSALS[error.details.refusal] }
    if (error.code === 'payments.price-moved')
      return { sold: false, why: `The price is ${money(error.details.now)} now.` }
    throw error
  }
}

const refund = async ({ order }) => ({ givenBack: (await codes.giveBack(order)).givenBack !== null })

const PAGE = `<!doctype html>
<meta charset="utf-8">
<title>Ticket</title>
<h1>Conference ticket, ${money(TICKET.full)}</h1>
<form>
  <label>Promo code <input name="code"></label>
  <button>Buy</button>
  <output>${money(TICKET.full)}</output>
</form>
<script>
  const form = document.querySelector('form')
  const post = async (path, body) => (await fetch(path, { method: 'POST', body: JSON.stringify(body) })).json()
  let pay = ${TICKET.full}
  form.code.oninput = async () => {
    const quoted = await post('/price', { code: form.code.value })
    pay = quoted.pay
    form.querySelector('output').value = quoted.why ?? (pay / 100).toFixed(2) + ' USD'
  }
  form.onsubmit = async (event) => {
    event.preventDefault()
    const bought = await post('/buy', { code: form.code.value, expect: pay })
    form.querySelector('output').value = bought.sold ? 'Thank you! Order ' + bought.order : bought.why
  }
</script>`

const ROUTES = { '/price': price, '/buy': buy, '/refund': refund }
const MOST = 10_000

async function body(request) {
  let text = ''
  for await (const chunk of request) if ((text += chunk).length > MOST) throw new Error('too much')
  return JSON.parse(text)
}

const server = createServer(async (request, response) => {
  try {
    if (request.method === 'GET' && request.url === '/')
      return void response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PAGE)
    const route = request.method === 'POST' ? ROUTES[request.url] : undefined
    if (!route) return void response.writeHead(404).end()
    const answer = JSON.stringify(await route(await body(request)))
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer)
  } catch (error) {
    console.error(error.message)
    response
      .writeHead(500, { 'Content-Type': 'application/json' })
      .end('{"sold":false,"why":"Try again later."}')
  }
})
server.listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
