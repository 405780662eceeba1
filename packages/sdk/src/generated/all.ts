// Generated from openapi/openapi.json, do not edit.
import { apiKeys, type ApiKeysArea } from './areas/api-keys.ts'
import { approvals, type ApprovalsArea } from './areas/approvals.ts'
import { auditEntries, type AuditEntriesArea } from './areas/audit-entries.ts'
import { companies, type CompaniesArea } from './areas/companies.ts'
import { contacts, type ContactsArea } from './areas/contacts.ts'
import { creditNotes, type CreditNotesArea } from './areas/credit-notes.ts'
import { deals, type DealsArea } from './areas/deals.ts'
import { dictionary, type DictionaryArea } from './areas/dictionary.ts'
import { embedSessions, type EmbedSessionsArea } from './areas/embed-sessions.ts'
import { engagements, type EngagementsArea } from './areas/engagements.ts'
import { events, type EventsArea } from './areas/events.ts'
import { files, type FilesArea } from './areas/files.ts'
import { invoices, type InvoicesArea } from './areas/invoices.ts'
import { legalEntities, type LegalEntitiesArea } from './areas/legal-entities.ts'
import { lostReasons, type LostReasonsArea } from './areas/lost-reasons.ts'
import { magicLinks, type MagicLinksArea } from './areas/magic-links.ts'
import { members, type MembersArea } from './areas/members.ts'
import { milestones, type MilestonesArea } from './areas/milestones.ts'
import { numberSeries, type NumberSeriesArea } from './areas/number-series.ts'
import { paymentAllocations, type PaymentAllocationsArea } from './areas/payment-allocations.ts'
import { payments, type PaymentsArea } from './areas/payments.ts'
import { persons, type PersonsArea } from './areas/persons.ts'
import { pipelines, type PipelinesArea } from './areas/pipelines.ts'
import { platform, type PlatformArea } from './areas/platform.ts'
import { portal, type PortalArea } from './areas/portal.ts'
import { projects, type ProjectsArea } from './areas/projects.ts'
import { scopeItems, type ScopeItemsArea } from './areas/scope-items.ts'
import { stages, type StagesArea } from './areas/stages.ts'
import { taxRates, type TaxRatesArea } from './areas/tax-rates.ts'
import { tenant, type TenantArea } from './areas/tenant.ts'
import { testClock, type TestClockArea } from './areas/test-clock.ts'
import { trace, type TraceArea } from './areas/trace.ts'

/** The members of a client with everything. */
export interface AllAreas {
  readonly apiKeys: ApiKeysArea
  readonly approvals: ApprovalsArea
  readonly auditEntries: AuditEntriesArea
  readonly companies: CompaniesArea
  readonly contacts: ContactsArea
  readonly creditNotes: CreditNotesArea
  readonly deals: DealsArea
  readonly dictionary: DictionaryArea
  readonly embedSessions: EmbedSessionsArea
  readonly engagements: EngagementsArea
  readonly events: EventsArea
  readonly files: FilesArea
  readonly invoices: InvoicesArea
  readonly legalEntities: LegalEntitiesArea
  readonly lostReasons: LostReasonsArea
  readonly magicLinks: MagicLinksArea
  readonly members: MembersArea
  readonly milestones: MilestonesArea
  readonly numberSeries: NumberSeriesArea
  readonly paymentAllocations: PaymentAllocationsArea
  readonly payments: PaymentsArea
  readonly persons: PersonsArea
  readonly pipelines: PipelinesArea
  readonly platform: PlatformArea
  readonly portal: PortalArea
  readonly projects: ProjectsArea
  readonly scopeItems: ScopeItemsArea
  readonly stages: StagesArea
  readonly taxRates: TaxRatesArea
  readonly tenant: TenantArea
  readonly testClock: TestClockArea
  readonly trace: TraceArea
}

export const allAreas = { apiKeys, approvals, auditEntries, companies, contacts, creditNotes, deals, dictionary, embedSessions, engagements, events, files, invoices, legalEntities, lostReasons, magicLinks, members, milestones, numberSeries, paymentAllocations, payments, persons, pipelines, platform, portal, projects, scopeItems, stages, taxRates, tenant, testClock, trace }
