/** The delivery checkpoint over its lines, with who approved it and when. */
import { html, nothing, type TemplateResult } from 'lit'
import { clippedText, isolated } from '../../ui/user-text.ts'
import type { InvoiceView } from './invoice-view.ts'
import type { InvoiceApproval, LineGroup } from './line-groups.ts'

export interface EvidenceState {
  isOpen(key: string): boolean
  toggle(key: string): void
}

export function groupRow(
  { key, milestone, approval }: LineGroup,
  className: string,
  state: EvidenceState,
  view: InvoiceView,
): TemplateResult {
  const { text } = view
  const name = milestone?.name ?? text.otherWork
  return html`<tr class="group ${className}">
    <td colspan="5">
      <div class="checkpoint">
        <span class="strong">${clippedText(name)}</span>
        ${
          approval
            ? html`<span class="muted">${clippedText(approvedWords(approval, view))}</span>
              <button
                class="link no-print"
                part="link"
                type="button"
                aria-expanded=${state.isOpen(key)}
                aria-label="${text.evidence}: ${name}"
                @click=${() => state.toggle(key)}
              >
                ${text.evidence}
                <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
                  <path d="M2 3.5 5 6.5 8 3.5" stroke="currentColor" stroke-width="1.5" fill="none" />
                </svg>
              </button>`
            : nothing
        }
      </div>
    </td>
  </tr>`
}

function approvedWords({ decided_by: who, decided_at: at }: InvoiceApproval, { text, format }: InvoiceView): string {
  const when = isolated(format.instant(at))
  return who ? text.approvedBy(isolated(who), when) : text.approvedOn(when)
}
