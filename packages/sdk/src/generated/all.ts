// Generated from packages/sdk/tests/fixture.openapi.json, do not edit.
import { deals, type DealsArea } from './areas/deals.ts'
import { events, type EventsArea } from './areas/events.ts'
import { files, type FilesArea } from './areas/files.ts'
import { invoices, type InvoicesArea } from './areas/invoices.ts'
import { portal, type PortalArea } from './areas/portal.ts'
import { timeEntries, type TimeEntriesArea } from './areas/time-entries.ts'
import { trace, type TraceArea } from './areas/trace.ts'

/** The members of a client with everything. */
export interface AllAreas {
  readonly deals: DealsArea
  readonly events: EventsArea
  readonly files: FilesArea
  readonly invoices: InvoicesArea
  readonly portal: PortalArea
  readonly timeEntries: TimeEntriesArea
  readonly trace: TraceArea
}

export const allAreas = { deals, events, files, invoices, portal, timeEntries, trace }
