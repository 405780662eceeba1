import type { PortalApproval, PortalApprovalSummary } from '@agencyops/sdk'
import { approvals } from '@agencyops/sdk/approvals'
import { ApiError } from '@agencyops/sdk/connect'
import { files } from '@agencyops/sdk/files'
import { portal } from '@agencyops/sdk/portal'
import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit'
import { AgencyOpsElement } from '../../base/agencyops-element.ts'
import type { Connection } from '../../base/connection.ts'
import { tell } from '../../base/problem.ts'
import { Resource } from '../../base/resource.ts'
import { badgeStyles } from '../../ui/badge.ts'
import { button } from '../../ui/button.ts'
import { Dialog, dialogStyles } from '../../ui/dialog.ts'
import { saveFile } from '../../ui/save-file.ts'
import { notice, skeleton } from '../../ui/states.ts'
import { clampStyles, userText } from '../../ui/user-text.ts'
import { type ApprovalStrings, approvalStrings } from './approval.strings.ts'
import { approvalStyles } from './approval.styles.ts'
import { type ApprovalView, approvalHead, changesBox, consequences, deliverables } from './approval-view.ts'
import { approveLabel, type Decision, decisionForm } from './decision-form.ts'
import { type SnapshotChange, snapshotChanges } from './snapshot-changes.ts'

/** What a decided approval tells the host. */
export interface ApprovalDecided {
  approval: PortalApprovalSummary
}

/**
 * What a client is asked to approve, with its evidence first, and the decision. Content that changes meanwhile is shown
 * and asked for again; what was typed stays.
 *
 * ```html
 * <agencyops-approval approval-id="approval_…" api-url="https://psa.example" session-url="/session"></agencyops-approval>
 * ```
 *
 * @tagname agencyops-approval
 * @fires agencyops-approval-decided - The contact approved or rejected; the detail carries the approval.
 * @fires agencyops-error - Something failed; the detail carries the API's problem.
 * @csspart header - What it is, and how it stands.
 * @csspart evidence - The files that were delivered.
 * @csspart consequences - What approving sets off.
 * @csspart actions - The buttons.
 */
export class AgencyOpsApproval extends AgencyOpsElement<ApprovalStrings> {
  static override properties: PropertyDeclarations = { approvalId: { attribute: 'approval-id' } }

  static override styles: CSSResultGroup = [
    AgencyOpsElement.styles,
    badgeStyles,
    dialogStyles,
    clampStyles,
    approvalStyles,
  ]

  /** The approval that is shown. */
  declare approvalId: string | undefined

  protected readonly ownStrings = approvalStrings

  readonly #approval = new Resource<PortalApproval, readonly [string]>(this, {
    args: () => (this.approvalId ? [this.approvalId] : undefined),
    load: (connection, [id], signal) => load(connection, id as PortalApproval['id'], signal),
    affected: ({ subject, data }, { id, milestone_id: milestone }) =>
      [id, milestone].some((one) => one === subject.id || one === data?.milestone_id),
  })
  readonly #dialog = new Dialog(this)
  readonly #fetching = new Set<string>()
  /** What its reader saw when it was opened. */
  #seen: PortalApproval | undefined
  #decision: Decision = 'approve'
  #typed = ''
  #missing = false
  #busy = false
  #error: unknown
  #fileError: unknown
  #key = ''

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (!changed.has('approvalId')) return
    this.#dialog.close()
    this.#seen = this.#error = this.#fileError = undefined
    this.#typed = ''
  }

  protected content(): TemplateResult {
    const { text } = this
    if (!this.approvalId) return notice(text.noApproval, text.noApprovalDetail)
    return this.show(this.#approval, {
      loading: () => skeleton(text, bars),
      ready: (approval) => this.#body(approval),
    })
  }

  #body(approval: PortalApproval): TemplateResult {
    const view = this.#view()
    const { text } = view
    this.#seen ??= approval
    const changes = this.#changes(approval)
    return html`<div class="page">
      <article part="document">
        ${approvalHead(approval, view)} ${changes.length > 0 ? changesBox(changes, view) : nothing}
        ${approval.snapshot ? html`${deliverables(approval, view)} ${this.#fileFailure()} ${consequences(approval, view)}` : nothing}
        ${
          approval.can_decide
            ? html`<div class="actions no-print" part="actions">
                ${button({ id: 'approve', label: approveLabel(approval, view), kind: 'primary', onClick: () => this.#open('approve') })}
                ${button({ id: 'remarks', label: text.approveRemarks, onClick: () => this.#open('remarks') })}
                ${button({ id: 'reject', label: text.reject, onClick: () => this.#open('reject') })}
              </div>`
            : nothing
        }
      </article>
      ${this.#dialog.render(text)}
    </div>`
  }

  #fileFailure(): TemplateResult | typeof nothing {
    if (this.#fileError === undefined) return nothing
    const { title, detail } = tell(this.#fileError, this.text)
    return html`<p class="box danger" role="alert"><span class="strong">${title}.</span> ${userText(detail)}</p>`
  }

  #changes(approval: PortalApproval): SnapshotChange[] {
    const before = this.#seen?.snapshot
    return approval.status === 'requested' && before && approval.snapshot
      ? snapshotChanges(before, approval.snapshot)
      : []
  }

  #open(decision: Decision): void {
    this.#decision = decision
    this.#missing = false
    this.#error = undefined
    // One key from here on, so that what is sent again after a lost answer is decided once.
    this.#key = newKey()
    this.#dialog.open(
      () => {
        const approval = this.#approval.value as PortalApproval
        const state = {
          decision,
          typed: this.#typed,
          missing: this.#missing,
          busy: this.#busy,
          error: this.#error,
        }
        return decisionForm(approval, this.#changes(approval), state, this.#view(), {
          type: (typed) => this.#type(typed),
          submit: () => void this.#submit(approval),
          close: () => this.#dialog.close(),
        })
      },
      () => this.renderRoot.querySelector<HTMLElement>(`#${decision}`) ?? this.renderRoot.querySelector('h2'),
    )
  }

  #type(typed: string): void {
    this.#typed = typed
    this.#missing = false
    this.requestUpdate()
  }

  /** Decides on `shown`, which is what stood before the reader. */
  async #submit(shown: PortalApproval): Promise<void> {
    const decision = this.#decision
    this.#missing = decision !== 'approve' && this.#typed.trim() === ''
    this.requestUpdate()
    if (this.#missing) return this.renderRoot.querySelector<HTMLElement>('textarea')?.focus()
    this.#busy = true
    try {
      const decided = await this.#send(shown, decision)
      this.#typed = ''
      this.#approval.replace({ ...shown, ...decided })
      this.#dialog.close()
      this.emit('agencyops-approval-decided', { approval: decided } satisfies ApprovalDecided)
      this.#approval.refresh()
    } catch (error) {
      this.#error = error
      this.report(error)
      // It is no longer what was shown: look again, and let the reader decide on that.
      if (ApiError.is(error) && [404, 409, 422].includes(error.status)) {
        this.#key = newKey()
        this.#approval.refresh()
      }
    } finally {
      this.#busy = false
      this.requestUpdate()
    }
  }

  #send({ id, sha256 }: PortalApproval, decision: Decision): PromiseLike<PortalApprovalSummary> {
    const { portal: client } = (this.connection as Connection).areas({ portal })
    const options = { idempotencyKey: this.#key }
    if (decision === 'reject') return client.approvals.reject(id, { sha256, reason: this.#typed }, options)
    const remarks = decision === 'remarks' ? { remarks: this.#typed } : {}
    return client.approvals.approve(id, { sha256, ...remarks }, options)
  }

  #view(): ApprovalView {
    return {
      format: this.format,
      text: this.text,
      fetching: this.#fetching,
      download: (file) => void this.#download(file),
    }
  }

  async #download({ id, name }: PortalApproval['files'][number]): Promise<void> {
    if (id === null) return
    const connection = this.connection as Connection
    const areas = connection.areas({ portal, files })
    this.#fileError = undefined
    this.#fetching.add(id)
    this.requestUpdate()
    try {
      const contact = (await connection.audience()) === 'contact'
      saveFile(await (contact ? areas.portal.files : areas.files).download(id), name)
    } catch (error) {
      this.#fileError = error
      this.report(error)
    } finally {
      this.#fetching.delete(id)
      this.requestUpdate()
    }
  }
}

async function load(connection: Connection, id: PortalApproval['id'], signal: AbortSignal): Promise<PortalApproval> {
  const areas = connection.areas({ portal, approvals })
  const contact = (await connection.audience()) === 'contact'
  return contact ? areas.portal.approvals.get(id, {}, { signal }) : areas.approvals.getClientView(id, {}, { signal })
}

// `crypto.randomUUID` is missing on pages without TLS.
const newKey = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('')

const bars = html`<div class="bars">
  <div class="bar"></div>
  <div class="bar"></div>
  <div class="bar"></div>
</div>`

declare global {
  interface HTMLElementTagNameMap {
    'agencyops-approval': AgencyOpsApproval
  }
  interface HTMLElementEventMap {
    'agencyops-approval-decided': CustomEvent<ApprovalDecided>
  }
}
