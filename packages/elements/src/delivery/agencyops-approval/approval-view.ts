/** What is to be approved, as it is shown: the evidence first, then what approving sets off. */
import type { PortalApproval } from '@agencyops/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Format, Money } from '../../base/format.ts'
import type { CommonStrings } from '../../base/strings.ts'
import { type BadgeKind, badge } from '../../ui/badge.ts'
import { button } from '../../ui/button.ts'
import { moneyText } from '../../ui/money.ts'
import { clampedText, clippedText, isolated, sentence, userText } from '../../ui/user-text.ts'
import type { ApprovalStrings } from './approval.strings.ts'
import { type Standing, standing } from './standing.ts'

export interface ApprovalView {
  format: Format
  text: ApprovalStrings & CommonStrings
  /** The ids of files that are being fetched. */
  fetching: ReadonlySet<string>
  download(file: PortalApproval['files'][number]): void
}

const kinds: Record<Standing, BadgeKind> = {
  mine: 'warning',
  waits: 'info',
  approved: 'positive',
  approvedWithRemarks: 'positive',
  rejected: 'danger',
  withdrawn: 'neutral',
}

export function approvalHead(approval: PortalApproval, view: ApprovalView): TemplateResult {
  const stands = standing(approval)
  return html`<header part="header">
    <p class="muted">${clippedText(approval.snapshot?.engagement.name ?? '')}</p>
    <div class="title">
      <h2 tabindex="-1">${clampedText(approval.milestone_name)}</h2>
      ${badge(view.text[stands], kinds[stands])}
    </div>
    <p class="muted" role="status">${userText(standingWords(approval, view))}</p>
    ${approval.remarks ? html`<blockquote>${userText(approval.remarks)}</blockquote>` : nothing}
  </header>`
}

/** Who is asked, or who decided, and when. */
export function standingWords(approval: PortalApproval, { text, format }: ApprovalView): string {
  const { status, contact_name: who, requested_at, decided_at, withdrawn_at } = approval
  const at = (instant: string | null) => isolated(format.instant(instant ?? requested_at))
  if (status === 'withdrawn') return text.withdrawnOn(at(withdrawn_at))
  const [by, on, when] =
    status === 'requested'
      ? [text.askedOf, text.asked, requested_at]
      : status === 'rejected'
        ? [text.rejectedBy, text.rejectedOn, decided_at]
        : [text.approvedBy, text.approvedOn, decided_at]
  return who ? by(isolated(who), at(when)) : on(at(when))
}

export function deliverables({ files, sha256 }: PortalApproval, view: ApprovalView): TemplateResult {
  const { text } = view
  return html`<section part="evidence">
    <h3>${text.deliverables}</h3>
    ${
      files.length > 0
        ? html`<ul class="files">${files.map((file) => fileRow(file, view))}</ul>`
        : html`<p>${text.noFiles}</p>`
    }
    <p class="print-of muted">${text.fingerprint} <code>${sha256}</code></p>
  </section>`
}

function fileRow(file: PortalApproval['files'][number], { text, format, fetching, download }: ApprovalView) {
  const { id, name, size, sha256 } = file
  return html`<li part="file">
    <div class="file">
      ${clippedText(name)}
      <p class="muted">${size === null ? nothing : bytes(size, format.locale)} <code>${sha256.slice(0, 12)}</code></p>
    </div>
    ${
      id
        ? button({
            label: text.download,
            name: text.downloadNamed(name),
            onClick: () => download(file),
            busy: fetching.has(id),
          })
        : html`<span class="muted">${text.shownNoMore}</span>`
    }
  </li>`
}

function bytes(size: number, locale: string): string {
  const [value, unit] = size < 1e6 ? [size / 1e3, 'kilobyte'] : [size / 1e6, 'megabyte']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}

export function consequences(approval: PortalApproval, { text, format }: ApprovalView): TemplateResult {
  const { snapshot } = approval
  const asked = approval.status === 'requested'
  const billed = snapshot?.triggers === 'draft invoice'
  const row = (label: unknown, amount: Money, className = '') => html`<tr class=${className}>
    <th scope="row">${label}</th>
    <td class="number">${moneyText(format, amount)}</td>
  </tr>`
  return html`<section part="consequences">
    <h3>${asked ? text.setsOff : text.setOff}</h3>
    ${
      snapshot && billed
        ? html`<p class="strong">
              ${sentence(text.draftInvoice, format.money(snapshot.total), format.money(snapshot.tax))}
            </p>
            <table class="sums">
              <tbody>
                ${snapshot.lines.map((line) => row(clampedText(line.description), line.net))}
                ${snapshot.taxes.map((tax) => row(text.taxOf(format.percent(tax.percent)), tax.tax))}
                ${row(text.total, snapshot.total, 'total')}
              </tbody>
            </table>`
        : html`<p>${text.nothing}</p>`
    }
  </section>`
}

/** The button's words with the name of what is approved, which may be long. */
export const approveLabel = ({ milestone_name: name }: PortalApproval, { text }: ApprovalView) =>
  html`<span class="clip">${text.approve(name)}</span>`
