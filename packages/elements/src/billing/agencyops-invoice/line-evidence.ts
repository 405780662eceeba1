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
  { text, format }: InvoiceView,
): TemplateResult {
  const name = milestone?.name ?? text.otherWork
  const open = state.isOpen(key)
  return html`<tr class="group ${className}">
    <td colspan="5">
      <div class="checkpoint">
        <span class="checkpoint-name">${clippedText(name)}</span>
        ${approval ? html`<span class="muted approved">${clippedText(approvedWords(approval, text, format))}</span>` : nothing}
        ${
          approval
            ? html`<button
                class="link no-print"
                part="evidence-button"
                type="button"
                aria-expanded=${open ? 'true' : 'false'}
                aria-controls=${evidenceId(key)}
                aria-label=${text.evidenceOf(name)}
                @click=${() => state.toggle(key)}
              >
                ${text.showEvidence}
                <svg class=${open ? 'chevron turned' : 'chevron'} width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
                  <path d="M2 3.5 5 6.5 8 3.5" stroke="currentColor" stroke-width="1.5" fill="none" stroke-linecap="round" />
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
  approval: InvoiceApproval,
  className: string,
  state: EvidenceState,
  { text }: InvoiceView,
): TemplateResult {
  return html`<tr id=${evidenceId(key)} class="evidence ${className} ${state.isOpen(key) ? '' : 'folded'}">
    <td colspan="5">
      <dl class="facts evidence-facts">
        ${approval.remarks ? html`<div><dt>${text.remarks}</dt><dd>${userText(approval.remarks)}</dd></div>` : nothing}
        ${
          approval.files.length > 0
            ? html`<div>
                <dt>${text.approvedFiles}</dt>
                <dd>
                  ${approval.files.map(
                    ({ name, sha256 }) =>
                      html`<p class="file">${clippedText(name)} <code class="hash muted">${sha256.slice(0, 12)}…</code></p>`,
                  )}
                </dd>
              </div>`
            : nothing
        }
        <div><dt>${text.fingerprint}</dt><dd><code class="hash">${approval.sha256}</code></dd></div>
      </dl>
    </td>
  </tr>`
}

const evidenceId = (key: string) => `evidence-${key}`

function approvedWords(
  { decided_by: who, decided_at: at }: InvoiceApproval,
  text: InvoiceView['text'],
  format: InvoiceView['format'],
): string {
  const when = isolated(format.instant(at))
  return who ? text.approvedBy(isolated(who), when) : text.approvedOn(when)
}
