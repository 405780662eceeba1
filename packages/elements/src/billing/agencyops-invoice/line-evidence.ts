/** The delivery checkpoint over its lines, and behind it who approved what, when, on which files. */
import { html, nothing, type TemplateResult } from 'lit'
import { clippedText, isolated, userText } from '../../ui/user-text.ts'
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
                part="evidence-button"
                type="button"
                aria-expanded=${state.isOpen(key)}
                aria-controls=${key}
                aria-label=${text.evidenceOf(name)}
                @click=${() => state.toggle(key)}
              >
                ${text.evidence}
                <svg class="chevron" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
                  <path d="M2 3.5 5 6.5 8 3.5" stroke="currentColor" stroke-width="1.5" fill="none" />
                </svg>
              </button>`
            : nothing
        }
      </div>
    </td>
  </tr>`
}

export function evidenceRow(
  { key }: LineGroup,
  { remarks, files, sha256 }: InvoiceApproval,
  className: string,
  state: EvidenceState,
  { text }: InvoiceView,
): TemplateResult {
  return html`<tr id=${key} class="evidence ${className} ${state.isOpen(key) ? '' : 'folded'}">
    <td colspan="5">
      <dl class="facts">
        ${remarks ? html`<dt>${text.remarks}</dt><dd>${userText(remarks)}</dd>` : nothing}
        ${
          files.length > 0
            ? html`<dt>${text.approvedFiles}</dt>
              <dd>${files.map((file) => html`<p>${clippedText(file.name)}<br /><code>${file.sha256}</code></p>`)}</dd>`
            : nothing
        }
        <dt>${text.fingerprint}</dt>
        <dd><code>${sha256}</code></dd>
      </dl>
    </td>
  </tr>`
}

function approvedWords({ decided_by: who, decided_at: at }: InvoiceApproval, { text, format }: InvoiceView): string {
  const when = isolated(format.instant(at))
  return who ? text.approvedBy(isolated(who), when) : text.approvedOn(when)
}
