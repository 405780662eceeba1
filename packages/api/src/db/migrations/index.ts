/** The one line of history of the database, oldest first. What has landed is never edited; add a migration instead. */
import { governance } from './20261125t0100-governance.ts'
import { crm } from './20261125t0110-crm.ts'
import { engagements } from './20261125t0120-engagements.ts'
import { billing } from './20261125t0130-billing.ts'
import { crmBoard } from './20261125t0340-crm-board.ts'
import { magicLinks } from './20261125t0345-embed-magic-links.ts'
import { shareChange } from './20261125t0350-engagements-share-change.ts'
import { confirmation } from './20261125t0410-delivery-confirmation.ts'
import { jobsLibrary } from './20261125t0440-jobs-library.ts'

export interface Migration {
  /** UTC time, area, what it does; never changed. */
  name: string
  /** Many statements in one text, made by a library; it runs first. */
  script?: () => Promise<string>
  /** Each runs in the migration's transaction, as the owner. */
  statements: string[]
}

export const migrations: readonly Migration[] = [
  governance,
  crm,
  engagements,
  billing,
  crmBoard,
  magicLinks,
  shareChange,
  confirmation,
  jobsLibrary,
]
