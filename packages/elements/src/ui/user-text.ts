import { css, html, type TemplateResult } from 'lit'

/** A text that somebody typed, which may run the other way than what stands around it. */
export function userText(text: string): TemplateResult {
  return html`<bdi>${text}</bdi>`
}

/** The same on one line: cut where it ends, and whole as a tooltip. */
export function clippedText(text: string): TemplateResult {
  return html`<bdi class="clip" title=${text}>${text}</bdi>`
}

/** The address where it may be followed, null where it is only a text: links from data never run anything. */
export function safeLink(address: string): string | null {
  try {
    const url = new URL(address)
    return url.protocol === 'https:' || url.protocol === 'http:' || url.protocol === 'mailto:' ? url.href : null
  } catch {
    return null
  }
}

/** The same on at most three lines. */
export function clampedText(text: string): TemplateResult {
  return html`<bdi class="clamp" title=${text}>${text}</bdi>`
}

/**
 * The same inside a sentence that is a text itself: what it turns stays between its two ends, and a long one is cut, so
 * that what stands behind it is seen.
 */
export function isolated(text: string): string {
  const shown = text.length > 120 ? `${text.slice(0, 119)}…` : text
  return `\u2068${shown.replaceAll(/[\u2066-\u2069]/g, '')}\u2069`
}

/** A sentence with values in it, each kept apart from the words around it. */
export function sentence(say: (...values: string[]) => string, ...values: string[]): TemplateResult {
  return userText(say(...values.map(isolated)))
}

export const clampStyles = css`
  .clamp {
    display: -webkit-box;
    max-width: 100%;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  @media print {
    .clamp {
      display: inline;
    }
    .clip {
      white-space: normal;
    }
  }
`
