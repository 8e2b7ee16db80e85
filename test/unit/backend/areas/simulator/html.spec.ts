import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hidden, html } from '#backend/areas/simulator/pages/html.ts'

it('lets no text become markup', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { html: written } = html`<p title="${text}">${text}</p>`
      expect(written.slice(10, -4)).not.toMatch(/[<']|"(?!>)|&(?!(amp|lt|gt|quot|#39);)/)
    }),
  )
})

it('leaves templates as they are, one or many', () => {
  const inner = [html`<b>${'1 < 2'}</b>`, html`<i></i>`]
  expect(html`<p>${inner}${html`&nbsp;`}</p>`.html).toBe('<p><b>1 &lt; 2</b><i></i>&nbsp;</p>')
  expect(hidden({ 'a"': '"b' })).toEqual([{ html: '<input type="hidden" name="a&quot;" value="&quot;b" />' }])
})
