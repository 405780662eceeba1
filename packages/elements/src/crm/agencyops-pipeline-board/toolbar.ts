import { html, nothing, type TemplateResult } from 'lit'
import type { Named } from './board-model.ts'
import type { BoardStrings } from './strings.ts'

export type View = 'board' | 'table'

export interface ToolbarState {
  readonly pipelines: readonly Named[]
  readonly pipelineId: string
  readonly owners: readonly Named[]
  readonly ownerId: string
  readonly q: string
  readonly view: View
}

export interface ToolbarActions {
  onPipeline(id: string): void
  onOwner(id: string): void
  onSearch(q: string): void
  onView(view: View): void
}

/** What is shown of which pipeline, and how. */
export function toolbar(state: ToolbarState, text: BoardStrings, actions: ToolbarActions): TemplateResult {
  const { pipelines, pipelineId, owners, ownerId, q, view } = state
  const current = pipelines.find(({ id }) => id === pipelineId)
  return html`<div class="toolbar" part="toolbar">
    <h2 class="board-title">
      <bdi class="clip">${current?.name ?? text.title}</bdi>
    </h2>
    ${pipelines.length > 1 ? picker('pipeline', text.pipeline, pipelines, pipelineId, actions.onPipeline) : nothing}
    <input
      class="input search"
      type="search"
      maxlength="200"
      aria-label=${text.search}
      placeholder=${text.search}
      .value=${q}
      @input=${(event: InputEvent) => actions.onSearch((event.target as HTMLInputElement).value)}
    />
    ${
      owners.length > 0
        ? picker('owner', text.ownerFilter, [{ id: '', name: text.everyOwner }, ...owners], ownerId, actions.onOwner)
        : nothing
    }
    <div class="views" role="group" aria-label=${text.view}>
      ${viewButton('board', text.boardView, view, actions)}${viewButton('table', text.tableView, view, actions)}
    </div>
    <slot name="actions"></slot>
  </div>`
}

function picker(kind: string, label: string, options: readonly Named[], chosen: string, choose: (id: string) => void) {
  return html`<select
    class="input ${kind}"
    aria-label=${label}
    @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
  >
    ${options.map(({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`)}
  </select>`
}

function viewButton(view: View, label: string, shown: View, actions: ToolbarActions) {
  return html`<button
    class="view"
    part="button"
    type="button"
    aria-pressed=${view === shown}
    @click=${() => actions.onView(view)}
  >
    ${label}
  </button>`
}
