import { noChange } from 'lit'
import { Directive, directive, type ElementPart } from 'lit/directive.js'

/** Sets style properties from script, which a strict `style-src` allows and an attribute it does not. */
class SetStyle extends Directive {
  override render(_styles: Readonly<Record<string, string>>): typeof noChange {
    return noChange
  }
  override update({ element }: ElementPart, [styles]: [Readonly<Record<string, string>>]): typeof noChange {
    for (const [name, value] of Object.entries(styles)) (element as HTMLElement).style.setProperty(name, value)
    return noChange
  }
}

export const setStyle = directive(SetStyle)
