import { html, type TemplateResult } from 'lit'
import type { BoardDesk } from './board-desk.ts'
import type { Board } from './board-model.ts'

export function tableView(_desk: BoardDesk, _board: Board): TemplateResult {
  return html``
}
