/** Registers every component: what a page without a bundler loads as one script. */
import './invoice.ts'

export { configure } from '../base/settings.ts'
