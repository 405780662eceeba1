/** What stands behind lines: on which files they were approved, with which remarks. */
import { html, nothing, type TemplateResult } from 'lit'
import { clippedText, userText } from '../../ui/user-text.ts'
import type { InvoiceView } from './invoice-view.ts'
import type { EvidenceState } from './line-group-row.ts'
import type { InvoiceApproval, LineGroup } from './line-groups.ts'

export function evidenceRow(
  { key }: LineGroup,
  { remarks, files, sha256 }: InvoiceApproval,
  className: string,
  state: EvidenceState,
  { text }: InvoiceView,
): TemplateResult {
  return html`<tr class="evidence ${className} ${state.isOpen(key) ? '' : 'folded'}">
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
