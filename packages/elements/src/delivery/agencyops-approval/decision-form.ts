/** The form of a decision: what is typed stays until it is decided, whatever happens meanwhile. */
import type { PortalApproval } from '@agencyops/sdk'
import { css, html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { tell } from '../../base/problem.ts'
import { button } from '../../ui/button.ts'
import type { DialogContent } from '../../ui/dialog.ts'
import { clippedText, isolated, userText } from '../../ui/user-text.ts'
import { type ApprovalView, approveLabel, standingWords } from './approval-view.ts'
import { changesBox } from './changes-box.ts'
import type { SnapshotChange } from './snapshot-changes.ts'

export type Decision = 'approve' | 'remarks' | 'reject'

export interface FormState {
  decision: Decision
  typed: string
  /** The field is empty and must not be. */
  missing: boolean
  busy: boolean
  error: unknown
}

export interface FormActions {
  type(text: string): void
  submit(): void
  close(): void
}

export function decisionForm(
  approval: PortalApproval,
  changes: readonly SnapshotChange[],
  state: FormState,
  view: ApprovalView,
  actions: FormActions,
): DialogContent {
  const { text, format } = view
  const { decision } = state
  if (approval.status !== 'requested') return overForm(approval, state, view, actions)
  const rejects = decision === 'reject'
  const label = rejects ? text.reject : decision === 'remarks' ? text.approveRemarks : approveLabel(approval, view)
  const says = rejects
    ? text.rejection
    : approval.snapshot?.triggers === 'draft invoice'
      ? text.consequence(isolated(format.money(approval.total)))
      : text.noConsequence
  // What has changed is told by itself, in more words than the refusal has.
  const failed = state.error !== undefined && changes.length === 0
  return {
    title: rejects ? text.rejectTitle : text.approveTitle,
    body: html`<p class="strong">${clippedText(approval.milestone_name)}</p>
      ${changes.length > 0 ? changesBox(changes, view) : nothing}
      <p>${userText(says)}</p>
      ${decision === 'approve' ? nothing : field(state, rejects, view, actions)} ${failed ? failure(state, view) : nothing}`,
    actions: html`${button({ label: text.cancel, onClick: actions.close })}
    ${button({
      label: failed ? text.retry : label,
      onClick: actions.submit,
      kind: rejects ? 'danger' : 'primary',
      busy: state.busy,
    })}`,
  }
}

function field({ typed, missing }: FormState, rejects: boolean, { text }: ApprovalView, { type }: FormActions) {
  return html`<label for="typed">${rejects ? text.reason : text.remarks}</label>
    <textarea
      id="typed"
      rows="4"
      autofocus
      aria-required="true"
      aria-invalid=${missing}
      aria-describedby="missing"
      .value=${live(typed)}
      @input=${(event: Event) => type((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <p id="missing" class="missing" role="status">${missing ? (rejects ? text.reasonMissing : text.remarksMissing) : nothing}</p>`
}

function failure({ error }: FormState, { text }: ApprovalView): TemplateResult {
  const { title, detail, requestId } = tell(error, text)
  return html`<div class="box danger" role="alert">
    <p class="strong">${title}</p>
    <p>${userText(detail)}</p>
    ${requestId ? html`<p>${text.requestId(requestId)}</p>` : nothing}
  </div>`
}

// Somebody else was faster, or it was withdrawn: what was typed can still be read and taken along.
function overForm(
  approval: PortalApproval,
  { typed }: FormState,
  view: ApprovalView,
  { close }: FormActions,
): DialogContent {
  const { text } = view
  return {
    title: text.overTitle,
    body: html`<p>${userText(standingWords(approval, view))}</p>
      ${typed ? html`<p class="muted">${text.youWrote}</p><blockquote>${userText(typed)}</blockquote>` : nothing}`,
    actions: button({ label: text.close, onClick: close, kind: 'primary' }),
  }
}

export const formStyles = css`
  .dialog blockquote {
    margin: 0;
  }
  .box.warning {
    background: var(--_warning-soft);
    color: var(--_warning-text);
  }
  .box ul {
    margin-block: 4px;
    padding-inline-start: 16px;
    list-style: disc;
  }
  .missing {
    color: var(--_danger-text);
  }
  .missing:empty {
    display: none;
  }
  .dialog-body {
    grid-template-columns: minmax(0, 1fr);
  }
  label {
    font-weight: 600;
  }
  textarea {
    width: 100%;
    padding: 8px 12px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    resize: vertical;
  }
`
