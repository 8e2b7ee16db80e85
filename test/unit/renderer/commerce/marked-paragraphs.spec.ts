import { describe, expect, it } from 'vitest'
import { marked } from '../../../../src-renderer/components/payment-page/marked-paragraphs.ts'

const shape = (before: string, after: string) =>
  marked(before, after).map((paragraph) =>
    paragraph.map(({ text, changed }) => (changed ? `[${text}]` : text)).join(''),
  )

describe('what is new in the texts of the payment page', () => {
  it.each([
    ['', '', []],
    ['One.', 'One.', ['One.']],
    ['', 'New.', ['[New.]']],
    ['One.', 'One. Two.', ['One. [Two.]']],
    ['One.', 'One.\n\nTwo.', ['One.', '[Two.]']],
    ['One.\n\nTwo.', 'Two.', ['Two.']],
  ])('from %j to %j', (before, after, expected) => {
    expect(shape(before, after)).toEqual(expected)
  })
})
