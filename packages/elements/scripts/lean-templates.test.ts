// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are sources of templates.
import { expect, test } from 'vitest'
import { lean } from './lean-templates.ts'

test('line breaks go out of the texts of templates, and stay in the code between them', () => {
  const source =
    'const a = html`<p\n  class="x"\n>\n  ${list\n.map((b) => html`\n  <b>${b}</b>\n`)}\n</p>`\nconst c = `\n`'
  expect(lean(source)).toBe(
    'const a = html`<p class="x" > ${list\n.map((b) => html` <b>${b}</b> `)} </p>`\nconst c = `\n`',
  )
})

test('styles lose what says nothing, and keep the space that selects descendants', () => {
  const source = 'css`\n  /* why */\n  .a .b,\n  .c:hover > .d {\n    margin: 0 -4px;\n    ${x}\n  }\n`'
  expect(lean(source)).toBe('css` .a .b,.c:hover > .d{margin:0 -4px;${x}}`')
})
