/** Registers every component: what a page without a bundler loads as one script. */
export { configure } from '../base/settings.ts'
