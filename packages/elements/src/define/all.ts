/** Registers every component: what a page without a bundler loads as one script. */
import './approval.ts'
import './invoice.ts'
import './pipeline-board.ts'

export { configure } from '../base/settings.ts'
