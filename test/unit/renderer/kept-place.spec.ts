import { expect, it } from 'vitest'
import { readPlace } from '../../../src-main/desktop/app-address.ts'
import { placeToKeep } from '../../../src-renderer/components/shell/kept-place.ts'

it('keeps the page and its filter', () => {
  const place = { path: '/report', query: { status: 'active', text: 'havn' } }
  expect(placeToKeep(place)).toEqual(place)
})

it('leaves out what only this start knows', () => {
  expect(placeToKeep({ path: '/report', query: { list: 'kept-7', status: 'active' } })).toEqual({
    path: '/report',
    query: { status: 'active' },
  })
  expect(placeToKeep({ path: '/settings', query: { restore: 'x' } })).toEqual({
    path: '/settings',
    query: {},
  })
})

it('never begins with a review', () => {
  expect(placeToKeep({ path: '/commerce/events/review', query: { restore: '12' } })).toEqual({
    path: '/commerce/events',
    query: {},
  })
})

it('reads only a place of ours of what was kept', () => {
  expect(readPlace('/report?status=active&text=%C3%A6')).toBe('/report?status=active&text=%C3%A6')
  for (const kept of [null, 7, '', 'report', 'https://example.com', '/a b', '/\n', `/${'x'.repeat(5000)}`])
    expect(readPlace(kept)).toBe(null)
})
