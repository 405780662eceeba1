import type { PortalApproval, PortalApprovalSummary } from '@agencyops/sdk'
import { approvals } from '@agencyops/sdk/approvals'
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
import { Later } from '../../ui/later.ts'
import { saveFile } from '../../ui/save-file.ts'
import { notice, skeleton } from '../../ui/states.ts'
import { clampStyles, userText } from '../../ui/user-text.ts'
import { type ApprovalStrings, approvalStrings } from './approval.strings.ts'
import { approvalStyles } from './approval.styles.ts'
import { type ApprovalView, approvalHead, approveLabel, consequences, deliverables } from './approval-view.ts'
import type { DecisionDesk } from './decision-desk.ts'
import type { Decision } from './decision-form.ts'

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

  static override styles: CSSResultGroup = [AgencyOpsElement.styles, badgeStyles, clampStyles, approvalStyles]

  /** The approval that is shown. */
  declare approvalId: string | undefined

  protected readonly ownStrings = approvalStrings

  readonly #approval = new Resource<PortalApproval, readonly [string]>(this, {
    args: () => (this.approvalId ? [this.approvalId] : undefined),
    load: (connection, [id], signal) => load(connection, id as PortalApproval['id'], signal),
    affected: ({ subject, data }, { id, milestone_id: milestone }) =>
      [id, milestone].some((one) => one === subject.id || one === data?.milestone_id),
  })
  readonly #fetching = new Set<string>()
  #desk = this.#newDesk()
  #failure: unknown

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (!changed.has('approvalId')) return
    this.#desk.value?.close()
    this.#desk = this.#newDesk()
    this.#failure = undefined
  }

  protected override updated(): void {
    if (this.#approval.value?.can_decide) void this.#desk.get()
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
    const desk = this.#desk.value
    return html`<div class="page">
      <article part="document">
        ${approvalHead(approval, view)} ${desk?.changed(approval)}
        ${
          approval.snapshot
            ? html`${deliverables(approval, view)} ${this.#failed()} ${consequences(approval, view)}`
            : nothing
        }
        ${approval.can_decide ? this.#actions(approval, view) : nothing}
      </article>
      ${desk?.render()}
    </div>`
  }

  #actions(approval: PortalApproval, view: ApprovalView): TemplateResult {
    const { text } = view
    const act = (id: Decision, label: string | TemplateResult, kind: 'primary' | 'plain' = 'plain') =>
      button({ id, label, kind, onClick: async () => (await this.#desk.get())?.open(id) })
    return html`<div class="actions no-print" part="actions">
      ${act('approve', approveLabel(approval, view), 'primary')} ${act('remarks', text.approveRemarks)}
      ${act('reject', text.reject)}
    </div>`
  }

  #failed(): TemplateResult | typeof nothing {
    if (this.#failure === undefined) return nothing
    const { title, detail } = tell(this.#failure, this.text)
    return html`<p class="box danger" role="alert"><span class="strong">${title}.</span> ${userText(detail)}</p>`
  }

  #newDesk(): Later<DecisionDesk> {
    return new Later<DecisionDesk>(this, async () => {
      const { DecisionDesk } = await import('./decision-desk.ts')
      return new DecisionDesk(this, {
        shown: () => this.#approval.value as PortalApproval,
        view: () => this.#view(),
        refresh: () => this.#approval.refresh(),
        decided: (approval, of) => {
          this.#approval.replace({ ...of, ...approval })
          this.emit('agencyops-approval-decided', { approval } satisfies ApprovalDecided)
          this.#approval.refresh()
        },
      })
    })
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
    this.#failure = undefined
    this.#fetching.add(id)
    this.requestUpdate()
    try {
      const contact = (await connection.audience()) === 'contact'
      saveFile(await (contact ? areas.portal.files : areas.files).download(id), name)
    } catch (error) {
      this.#failure = error
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
