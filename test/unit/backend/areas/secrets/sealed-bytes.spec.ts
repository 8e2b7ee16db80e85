import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeyRing } from '#backend/areas/secrets/key-ring.ts'
import { passphraseSeal } from '#backend/areas/secrets/passphrase-seal.ts'
import { KEY_BYTES, NotSealedHere, openBytes, sealBytes } from '#backend/areas/secrets/sealed-bytes.ts'

const random = { bytes: (count: number) => randomBytes(count) }
const key = Buffer.alloc(KEY_BYTES, 1)

describe('sealing', () => {
  it('gives back any bytes, under their own name and key only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.string(), (bytes, name, other) => {
        const sealed = sealBytes(random, key, name, Buffer.from(bytes))
        expect([...openBytes(key, name, sealed)]).toEqual([...bytes])
        if (other !== name) expect(() => openBytes(key, other, sealed)).toThrow(NotSealedHere)
        expect(() => openBytes(Buffer.alloc(KEY_BYTES, 2), name, sealed)).toThrow(NotSealedHere)
      }),
    )
  })

  it('finds out any change of what was sealed', () => {
    const sealed = Buffer.from(sealBytes(random, key, 'name', Buffer.from('a password')), 'base64')
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => openBytes(key, 'name', changed.toString('base64')), `byte ${at}`).toThrow(NotSealedHere)
    }
    for (const cut of [0, 5, 27, sealed.length - 1])
      expect(() => openBytes(key, 'name', sealed.subarray(0, cut).toString('base64'))).toThrow(NotSealedHere)
  })

  it('never seals alike twice', () => {
    const seal = () => sealBytes(random, key, 'name', Buffer.from('a password'))
    expect(new Set(Array.from({ length: 100 }, seal)).size).toBe(100)
  })
})

describe('the passphrase', () => {
  it('opens in whichever form its letters come', { timeout: 60_000 }, async () => {
    const wrapped = await passphraseSeal(random, 'blåbær på fjellet'.normalize('NFC')).wrap(key)
    const again = await passphraseSeal(random, 'blåbær på fjellet'.normalize('NFD')).unwrap(wrapped)
    expect([...again]).toEqual([...key])
    expect(JSON.parse(wrapped)).toMatchObject({ n: 2 ** 17, r: 8, p: 1 })
    expect(Buffer.from((JSON.parse(wrapped) as { salt: string }).salt, 'base64')).toHaveLength(16)
  })

  it.each([{ n: 2 ** 40 }, { n: 1024 }, { r: 1_000_000 }, { p: 0 }])(
    'is not tried at a cost that an altered file asks for: %j',
    async (cost) => {
      const wrapped = JSON.stringify({ n: 2 ** 17, r: 8, p: 1, salt: 'AAAA', sealed: 'AAAA', ...cost })
      await expect(passphraseSeal(random, 'x').unwrap(wrapped)).rejects.toThrow()
    },
  )
})

describe('the keys of a run', () => {
  it('are filled with zeros when they are locked, dropped or replaced', () => {
    const ring = createKeyRing()
    const [first, second, third] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)]
    ring.keep('own', first, 'one')
    ring.keep('own', first, 'one')
    expect(first.every((byte) => byte === 1)).toBe(true)
    ring.keep('own', second, 'two')
    expect(first.every((byte) => byte === 0)).toBe(true)
    ring.keep('sample', third, 'three')
    ring.lock('own')
    expect(second.every((byte) => byte === 0)).toBe(true)
    expect(ring.get('own', 'two')).toBeUndefined()
    expect(ring.isLocked('own')).toBe(true)
    ring.dropAll()
    expect(third.every((byte) => byte === 0)).toBe(true)
  })

  it('are used for the box that they are of only', () => {
    const ring = createKeyRing()
    const key = ring.keep('own', Buffer.alloc(32, 1), 'one')
    expect(ring.get('own', 'one')).toBe(key)
    expect(ring.get('own', 'another')).toBeUndefined()
  })
})
