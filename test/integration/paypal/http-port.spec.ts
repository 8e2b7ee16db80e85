import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { type HttpPort, type HttpRequest, MAX_ANSWER_BYTES } from '#backend/areas/paypal/http/http-port.ts'
import { createHttpPort } from '#backend/areas/paypal/http/undici-port.ts'
import { selfSigned } from '../../support/paypal/self-signed.ts'

const HOST = 'payflow.example'
const { key, cert } = selfSigned(HOST)

let open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open) await one.close()
  open = []
})

/** A server that reads a request to its blank line, and does with the socket what the test says. */
async function serve(act: (socket: Socket) => void, server: Server = createServer()) {
  const seen: string[] = []
  const sockets = new Set<Socket>()
  server.on(server.listenerCount('connection') > 0 ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    let head = ''
    socket.on('data', (chunk) => {
      const whole = head.includes('\r\n\r\n')
      head += chunk.toString('latin1')
      if (whole || !head.includes('\r\n\r\n')) return
      seen.push(head)
      act(socket)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  return { seen, port: address.port, url: new URL(`http://127.0.0.1:${address.port}/pay?x=1`) }
}

function portOf(proxy: string | null = null, authority?: string): HttpPort {
  const port = createHttpPort({ proxyFor: async () => proxy, ...(authority !== undefined && { authority }) })
  open.push(port)
  return port
}

const post = (url: URL, timeoutMs = 5000): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'text/namevalue', 'x-vps-request-id': 'r1' },
  body: 'AMT=1.00',
  timeoutMs,
})

const reply = (body: string, more = `Content-Length: ${Buffer.byteLength(body)}\r\n`) =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/namevalue\r\n${more}\r\n${body}`

describe('a whole answer', () => {
  it('comes with status, headers in small letters, and body', async () => {
    const { url, seen } = await serve((socket) => socket.end(reply('RESULT=0&RESPMSG=Approved')))
    const result = await portOf().send(post(url))
    if (!('answer' in result)) throw new Error(result.failure.code)
    expect(result.answer.status).toBe(200)
    expect(result.answer.headers['content-type']).toBe('text/namevalue')
    expect(Buffer.from(result.answer.body).toString()).toBe('RESULT=0&RESPMSG=Approved')
    expect(seen[0]).toMatch(/^POST \/pay\?x=1 HTTP\/1\.1\r\n/)
    expect(seen[0]?.toLowerCase()).toContain('x-vps-request-id: r1')
    expect(seen[0]?.toLowerCase()).toContain('connection: close')
  })

  it('may come in chunks', async () => {
    const { url } = await serve((socket) =>
      socket.end(reply('2\r\nA=\r\n1\r\n1\r\n0\r\n\r\n', 'Transfer-Encoding: chunked\r\n')),
    )
    const result = await portOf().send(post(url))
    expect('answer' in result && Buffer.from(result.answer.body).toString()).toBe('A=1')
  })

  it('is never followed to another address', async () => {
    const { url, seen } = await serve((socket) =>
      socket.end('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
    )
    expect(await portOf().send(post(url))).toMatchObject({ answer: { status: 302 } })
    expect(seen).toHaveLength(1)
  })
})

describe('what was sent for certain, or not', () => {
  it.each([
    ['cut at once', '', 'connection-lost'],
    ['cut inside the headers', 'HTTP/1.1 200 OK\r\nContent-Le', 'connection-lost'],
    ['cut inside the body', reply('RESULT=12', 'Content-Length: 10\r\n'), 'connection-lost'],
    ['cut inside the chunks', reply('5\r\nRES', 'Transfer-Encoding: chunked\r\n'), 'connection-lost'],
    ['an end that nobody marked', reply('RESULT=12', ''), 'malformed-answer'],
    ['no HTTP', 'SSH-2.0-server\r\n\r\n', 'malformed-answer'],
    ['two lengths', reply('A=1', 'Content-Length: 3\r\nContent-Length: 4\r\n'), 'malformed-answer'],
    ['headers without end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 'malformed-answer'],
  ])('%s: nobody knows', async (_what, bytes, code) => {
    const { url } = await serve((socket) => socket.end(bytes))
    expect(await portOf().send(post(url))).toEqual({ failure: { code, sent: true } })
  })

  it.each([
    ['with a length', reply('RESULT=126&PNREF=V19A2E6F8C31&RESPMSG=Held')],
    ['in chunks', reply('A\r\nRESULT=126\r\n4\r\n&A=1\r\n0\r\n\r\n', 'Transfer-Encoding: chunked\r\n')],
  ])('an answer %s, cut anywhere, is none', async (_how, whole) => {
    let cut = 0
    const { url } = await serve((socket) => socket.end(whole.slice(0, cut)))
    const port = portOf()
    for (; cut < whole.length; cut++) {
      expect(await port.send(post(url))).toMatchObject({ failure: { sent: true } })
    }
    expect(await port.send(post(url))).toMatchObject({ answer: { status: 200 } })
  })

  it('an answer without end is left', async () => {
    const { url } = await serve((socket) => {
      socket.write(reply('', 'Transfer-Encoding: chunked\r\n'))
      const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
      const more = () => {
        while (socket.write(chunk));
      }
      socket.on('drain', more)
      more()
    })
    expect(await portOf().send(post(url))).toEqual({ failure: { code: 'malformed-answer', sent: true } })
  })

  it('an answer of the greatest length is taken', async () => {
    const { url } = await serve((socket) => socket.end(reply('x'.repeat(MAX_ANSWER_BYTES))))
    expect(await portOf().send(post(url))).toMatchObject({ answer: { status: 200 } })
  })

  it('no answer in time: nobody knows', async () => {
    const { url, seen } = await serve(() => undefined)
    expect(await portOf().send(post(url, 300))).toEqual({ failure: { code: 'timed-out', sent: true } })
    expect(seen).toHaveLength(1)
  })

  it('a closed port is given up, with what is under way', async () => {
    const port = portOf()
    const arrived = Promise.withResolvers<void>()
    const { url } = await serve(() => arrived.resolve())
    const sending = port.send(post(url))
    await arrived.promise
    await port.close()
    expect(await sending).toEqual({ failure: { code: 'connection-lost', sent: true } })
  })

  it('nobody listens: not sent', async () => {
    const { port } = await serve(() => undefined)
    for (const one of open.splice(0)) await one.close()
    const url = new URL(`http://127.0.0.1:${port}/`)
    expect(await portOf().send(post(url))).toEqual({ failure: { code: 'connection-refused', sent: false } })
  })

  it('a name that does not exist: not sent', async () => {
    const result = await portOf().send(post(new URL('https://nobody.invalid/')))
    if (!('failure' in result)) throw new Error('an answer from nobody')
    expect(['host-unknown', 'offline']).toContain(result.failure.code)
    expect(result.failure.sent).toBe(false)
  })
})

describe('TLS', () => {
  const secure = (act: (socket: Socket) => void) => serve(act, createTlsServer({ key, cert }))

  it('refuses a certificate that nobody vouches for, and sends nothing', async () => {
    const { port, seen } = await secure((socket) => socket.end(reply('A=1')))
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      const result = await portOf().send(post(new URL(`https://127.0.0.1:${port}/`)))
      expect(result).toEqual({ failure: { code: 'certificate-refused', sent: false } })
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
    }
    expect(seen).toEqual([])
  })

  it('refuses another host’s certificate', async () => {
    const { port, seen } = await secure((socket) => socket.end(reply('A=1')))
    const result = await portOf(null, cert).send(post(new URL(`https://localhost:${port}/`)))
    expect(result).toEqual({ failure: { code: 'certificate-refused', sent: false } })
    expect(seen).toEqual([])
  })

  it('refuses what is no TLS', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined).end('220 hello\r\n'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    open.push(server)
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const result = await portOf().send(post(new URL(`https://127.0.0.1:${port}/`)))
    expect(result).toEqual({ failure: { code: 'certificate-refused', sent: false } })
  })

  it('never goes without TLS, but to this machine', async () => {
    await expect(portOf().send(post(new URL('http://payflow.example/')))).rejects.toThrow('loopback')
  })
})

describe('the system’s proxy', () => {
  const target = new URL(`https://${HOST}/`)

  it('tunnels to the host, whose certificate is checked', async () => {
    const host = await serve((socket) => socket.end(reply('A=1')), createTlsServer({ key, cert }))
    const proxy = await serve((socket) => {
      const through = connect(host.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        through.pipe(socket)
        socket.pipe(through)
      }).on('error', () => socket.destroy())
    })
    const address = `http://127.0.0.1:${proxy.port}`
    expect(await portOf(address, cert).send(post(target))).toMatchObject({ answer: { status: 200 } })
    expect(proxy.seen[0]).toMatch(/^CONNECT payflow\.example:443 /)
    expect(proxy.seen[0]).not.toContain('AMT')
    expect(await portOf(address).send(post(target))).toEqual({
      failure: { code: 'certificate-refused', sent: false },
    })
  })

  it.each([407, 403, 502])('that says %i: not sent', async (status) => {
    const proxy = await serve((socket) => socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`))
    expect(await portOf(`http://127.0.0.1:${proxy.port}`).send(post(target))).toEqual({
      failure: { code: 'proxy-refused', sent: false },
    })
  })

  it.each(['http://127.0.0.1:1', 'nonsense', 'ftp://proxy.example'])(
    'that is none (%s): not sent',
    async (proxy) => {
      expect(await portOf(proxy).send(post(target))).toEqual({
        failure: { code: 'proxy-refused', sent: false },
      })
    },
  )

  it('that nobody names in time: not sent', async () => {
    const port = createHttpPort({ proxyFor: () => new Promise(() => undefined) })
    expect(await port.send(post(target, 100))).toEqual({ failure: { code: 'timed-out', sent: false } })
  })

  it('is not asked for on this machine', async () => {
    const { url } = await serve((socket) => socket.end(reply('A=1')))
    expect(await portOf('http://127.0.0.1:1').send(post(url))).toMatchObject({ answer: { status: 200 } })
  })
})

describe('a pause between two tries', () => {
  it('ends with the port, and nothing is sent after that', async () => {
    const { url, seen } = await serve((socket) => socket.end(reply('A=1')))
    const port = createHttpPort({ proxyFor: async () => null })
    const pause = port.pause(3_600_000)
    await port.close()
    await pause
    expect(await port.send(post(url))).toEqual({ failure: { code: 'connection-lost', sent: false } })
    expect(seen).toEqual([])
  })

  it('passes as the parts say', async () => {
    const pauses: number[] = []
    const port = createHttpPort({
      proxyFor: async () => null,
      pause: async (ms) => void pauses.push(ms),
    })
    await port.pause(300)
    expect(pauses).toEqual([300])
  })
})
