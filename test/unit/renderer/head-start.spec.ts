import { describe, expect, it } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { firstReads } from '#shared/first-reads.ts'
import { withHeadStart } from '../../../src-renderer/head-start.ts'

/** A call that answers with how often it was made. */
function counting() {
  const made: string[] = []
  const call = async (method: string, input: unknown) => made.push(`${method} ${JSON.stringify(input)}`)
  return { made, call }
}

describe('the head start', () => {
  it('hands a begun answer to the first who asks, and lets later calls through', async () => {
    const { made, call } = counting()
    const { call: ahead } = withHeadStart(call, [['site.get', {}]], () => 0)
    expect(made).toEqual(['site.get {}'])
    expect(await ahead('site.get', {})).toBe(1)
    expect(made).toHaveLength(1)
    expect(await ahead('site.get', {})).toBe(2)
  })

  it('distinguishes inputs', async () => {
    const { made, call } = counting()
    const { call: ahead } = withHeadStart(call, [['commerce.get', { service: 'events' }]], () => 0)
    await ahead('commerce.get', { service: 'training' })
    expect(made).toEqual(['commerce.get {"service":"events"}', 'commerce.get {"service":"training"}'])
  })

  it('does not give an answer that has grown old', async () => {
    const { call } = counting()
    let now = 0
    const { call: ahead } = withHeadStart(call, [['site.get', {}]], () => now)
    now = 2001
    expect(await ahead('site.get', {})).toBe(2)
  })

  it('keeps a refusal for whoever asks', async () => {
    const { call: ahead } = withHeadStart(
      () => Promise.reject(new Refusal('backend.restarting', {})),
      [['site.get', {}]],
      () => 0,
    )
    await expect(ahead('site.get', {})).rejects.toMatchObject({ code: 'backend.restarting' })
  })

  it('reads the start page’s figures only where that is the page', () => {
    const methods = (hash: string) => firstReads(hash).map(([method]) => method)
    for (const hash of ['', '#', '#/']) expect(methods(hash)).toContain('overview.get')
    expect(methods('#/report')).not.toContain('overview.get')
    expect(methods('#/report')).toContain('site.get')
  })
})
