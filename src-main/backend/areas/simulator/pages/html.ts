import { escapeMarkup } from '#shared/domain/escape-markup.ts'

/** Text that is HTML already. */
export interface Html {
  readonly html: string
}

type Part = string | Html | readonly Html[]

const written = (part: Part): string => {
  if (typeof part === 'string') return escapeMarkup(part)
  return 'html' in part ? part.html : part.map(written).join('')
}

/** A template of HTML: every text put into it is escaped. */
export function html(template: TemplateStringsArray, ...parts: Part[]): Html {
  const texts = template.map((text, index) => {
    const part = parts[index]
    return part === undefined ? text : text + written(part)
  })
  return { html: texts.join('') }
}

export const NOTHING: Html = { html: '' }

export const hidden = (fields: Readonly<Record<string, string>>): Html[] =>
  Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)
