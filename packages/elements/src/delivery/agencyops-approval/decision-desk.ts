/** Where an approval is decided: the form, what its reader had seen before, and what is sent. */
import type { PortalApproval, PortalApprovalSummary } from '@agencyops/sdk'
import { ApiError } from '@agencyops/sdk/connect'
import { portal } from '@agencyops/sdk/portal'
import { nothing, type TemplateResult } from 'lit'
import type { AgencyOpsElement } from '../../base/agencyops-element.ts'
import type { Connection } from '../../base/connection.ts'
import { Dialog, dialogStyles } from '../../ui/dialog.ts'
import type { ApprovalView } from './approval-view.ts'
import { changesBox } from './changes-box.ts'
import { type Decision, decisionForm, formStyles } from './decision-form.ts'
import { type SnapshotChange, snapshotChanges } from './snapshot-changes.ts'

export interface DeskHost {
  /** What is shown now. */
  shown(): PortalApproval
  view(): ApprovalView
  /** Looks again. */
  refresh(): void
  decided(approval: PortalApprovalSummary, of: PortalApproval): void
}

export class DecisionDesk {
  readonly #element: AgencyOpsElement
  readonly #host: DeskHost
  readonly #dialog: Dialog
  /** What its reader saw when it was opened. */
  #seen: PortalApproval
  #decision: Decision = 'approve'
  #typed = ''
  #missing = false
  #busy = false
  #error: unknown
  #key = ''

  constructor(element: AgencyOpsElement, host: DeskHost) {
    this.#element = element
    this.#host = host
    this.#dialog = new Dialog(element)
    this.#seen = host.shown()
    const root = element.renderRoot as ShadowRoot
    const sheets = [dialogStyles, formStyles].map(({ styleSheet }) => styleSheet as CSSStyleSheet)
    root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheets])]
  }

  /** Another approval, another desk: nothing of the old one stays. */
  close(): void {
    this.#dialog.close()
    this.#element.removeController(this.#dialog)
  }

  changed(approval: PortalApproval): TemplateResult | typeof nothing {
    const changes = this.#changes(approval)
    return changes.length > 0 ? changesBox(changes, this.#host.view()) : nothing
  }

  render(): TemplateResult | typeof nothing {
    return this.#dialog.render(this.#host.view().text)
  }

  open(decision: Decision): void {
    this.#decision = decision
    this.#missing = false
    this.#error = undefined
    // One key from here on, so that what is sent again after a lost answer is decided once.
    this.#key = newKey()
    const root = this.#element.renderRoot
    this.#dialog.open(
      () => {
        const approval = this.#host.shown()
        const state = {
          decision,
          typed: this.#typed,
          missing: this.#missing,
          busy: this.#busy,
          error: this.#error,
        }
        return decisionForm(approval, this.#changes(approval), state, this.#host.view(), {
          type: (typed) => this.#type(typed),
          submit: () => void this.#submit(approval),
          close: () => this.#dialog.close(),
        })
      },
      () => root.querySelector<HTMLElement>(`#${decision}`) ?? root.querySelector('h2'),
    )
  }

  #changes({ status, snapshot }: PortalApproval): SnapshotChange[] {
    const before = this.#seen.snapshot
    return status === 'requested' && before && snapshot ? snapshotChanges(before, snapshot) : []
  }

  #type(typed: string): void {
    this.#typed = typed
    this.#missing = false
    this.#element.requestUpdate()
  }

  /** Decides on `shown`, which is what stood before the reader. */
  async #submit(shown: PortalApproval): Promise<void> {
    const decision = this.#decision
    this.#missing = decision !== 'approve' && this.#typed.trim() === ''
    this.#element.requestUpdate()
    if (this.#missing) return this.#element.renderRoot.querySelector<HTMLElement>('textarea')?.focus()
    this.#busy = true
    try {
      const decided = await this.#send(shown, decision)
      this.#typed = ''
      this.#dialog.close()
      this.#host.decided(decided, shown)
    } catch (error) {
      this.#error = error
      this.#element.report(error)
      // It is no longer what was shown: look again, and let the reader decide on that.
      if (ApiError.is(error) && [404, 409, 422].includes(error.status)) {
        this.#key = newKey()
        this.#host.refresh()
      }
    } finally {
      this.#busy = false
      this.#element.requestUpdate()
    }
  }

  #send({ id, sha256 }: PortalApproval, decision: Decision): PromiseLike<PortalApprovalSummary> {
    const { portal: client } = (this.#element.connection as Connection).areas({ portal })
    const options = { idempotencyKey: this.#key }
    if (decision === 'reject') return client.approvals.reject(id, { sha256, reason: this.#typed }, options)
    const remarks = decision === 'remarks' ? { remarks: this.#typed } : {}
    return client.approvals.approve(id, { sha256, ...remarks }, options)
  }
}

// `crypto.randomUUID` is missing on pages without TLS.
const newKey = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('')
