import { html, type TemplateResult } from 'lit'
import type { Money } from '../../base/format.ts'
import { clampedText, isolated } from '../../ui/user-text.ts'
import type { ApprovalView } from './approval-view.ts'
import type { SnapshotChange } from './snapshot-changes.ts'

/** What is new since its reader opened it. */
export function changesBox(changes: readonly SnapshotChange[], { text, format }: ApprovalView): TemplateResult {
  const money = (amount: Money | undefined) => (amount ? isolated(format.money(amount)) : '')
  const words = ({ kind, name = '', before, after }: SnapshotChange) => {
    const amounts = before && after ? text.instead(money(after), money(before)) : money(after)
    const what = kind === 'total' ? text.total : text[kind](isolated(name))
    return amounts ? `${what}: ${amounts}` : what
  }
  return html`<div class="box warning" part="changes" role="status">
    <p class="strong">${text.changedTitle}</p>
    <ul>
      ${changes.map((one) => html`<li>${clampedText(words(one))}</li>`)}
    </ul>
    <p>${text.changedAsk}</p>
  </div>`
}
