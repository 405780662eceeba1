import type { Scope } from './scopes.ts'

/** Every event: what it tells, and the scope with which its subject is read. */
export interface EventKind {
  meaning: string
  scope: Scope
}

const of = <const T extends Record<string, string>>(scope: Scope, meanings: T) =>
  Object.fromEntries(Object.entries(meanings).map(([type, meaning]) => [type, { meaning, scope }])) as {
    [K in keyof T]: EventKind
  }

export const events = {
  ...of('tenant:read', {
    'tenant.created': 'A tenant was created.',
    'tenant.updated': 'The tenant’s settings changed.',
    'test_clock.frozen': 'The sandbox’s clock stands still.',
    'test_clock.advanced': 'The sandbox’s clock moved forward.',
    'test_clock.unfrozen': 'The sandbox’s clock runs again.',
  }),
  ...of('legal_entities:read', {
    'legal_entity.created': 'A legal entity was added.',
    'legal_entity.updated': 'A legal entity changed.',
    'legal_entity.bank_changed': 'A legal entity’s bank account changed.',
    'legal_entity.archived': 'A legal entity was archived.',
    'legal_entity.restored': 'A legal entity was restored.',
    'number_series.updated': 'A number series changed.',
  }),
  ...of('tax_rates:read', {
    'tax_rate.created': 'A tax rate was added.',
    'tax_rate.updated': 'A tax rate’s name changed.',
    'tax_rate.archived': 'A tax rate was archived.',
    'tax_rate.restored': 'A tax rate was restored.',
  }),
  ...of('members:read', {
    'person.created': 'A person was added.',
    'person.updated': 'A person’s details changed.',
    'person.archived': 'A person was archived.',
    'person.restored': 'A person was restored.',
    'member.created': 'A member was added.',
    'member.updated': 'A member’s role changed.',
    'member.archived': 'A member was archived and can no longer come in.',
    'member.restored': 'A member was restored.',
  }),
  ...of('keys:read', {
    'api_key.created': 'An API key was minted.',
    'api_key.updated': 'An API key has another name.',
    'api_key.rotated': 'An API key has a new secret.',
    'api_key.revoked': 'An API key was revoked, and all that descends from it.',
  }),
  ...of('files:read', {
    'file.created': 'A file was uploaded.',
    'file.attached': 'A file was attached to a record.',
    'file.detached': 'A file was detached from a record.',
    'file.archived': 'A file was archived.',
    'file.restored': 'A file was restored.',
  }),
  ...of('companies:read', {
    'company.created': 'A company was added.',
    'company.updated': 'A company changed.',
    'company.became_client': 'A prospect became a client.',
    'company.archived': 'A company was archived.',
    'company.restored': 'A company was restored.',
  }),
  ...of('contacts:read', {
    'contact.created': 'A contact was added.',
    'contact.updated': 'A contact changed.',
    'contact.archived': 'A contact was archived; its sessions have ended.',
    'contact.restored': 'A contact was restored.',
  }),
  ...of('pipelines:read', {
    'pipeline.created': 'A pipeline was added.',
    'pipeline.updated': 'A pipeline changed.',
    'pipeline.archived': 'A pipeline was archived.',
    'pipeline.restored': 'A pipeline was restored.',
    'stage.created': 'A stage was added.',
    'stage.updated': 'A stage’s name, place or probability changed.',
    'stage.archived': 'A stage was archived.',
    'stage.restored': 'A stage was restored.',
    'lost_reason.created': 'A lost reason was added.',
    'lost_reason.updated': 'A lost reason changed.',
    'lost_reason.archived': 'A lost reason was archived.',
    'lost_reason.restored': 'A lost reason was restored.',
  }),
  ...of('deals:read', {
    'deal.created': 'A deal was added.',
    'deal.updated': 'A deal’s details, scope or plan changed.',
    'deal.moved': 'A deal moved to another stage.',
    'deal.repositioned': 'A deal has another place in its stage; nothing that it shows changed.',
    'deal.won': 'A deal was won; its engagement is open.',
    'deal.lost': 'A deal was lost, with a reason.',
    'deal.reopened': 'A lost deal is open again.',
    'deal.archived': 'A deal was archived.',
    'deal.restored': 'A deal was restored.',
    'scope_item.created': 'A scope item was added to a deal.',
    'scope_item.updated': 'A scope item changed.',
    'scope_item.deleted': 'A scope item of an open deal was removed.',
  }),
  ...of('engagements:read', {
    'engagement.created': 'An engagement was opened by a won deal.',
    'engagement.updated': 'An engagement changed.',
    'engagement.completed': 'An engagement was completed.',
    'engagement.reactivated': 'A completed engagement is active again.',
    'engagement.archived': 'An engagement was archived.',
    'engagement.restored': 'An engagement was restored.',
    'engagement.shared': 'An engagement was shared with a contact.',
    'engagement.unshared': 'An engagement is no longer shared with a contact.',
    'engagement.team_added': 'A person joined an engagement’s team.',
    'engagement.team_removed': 'A person left an engagement’s team.',
  }),
  ...of('projects:read', {
    'project.created': 'A project was opened.',
    'project.updated': 'A project changed.',
  }),
  ...of('milestones:read', {
    'milestone.created': 'A milestone was planned.',
    'milestone.updated': 'A milestone’s name, date, assignee or bills changed.',
    'milestone.delivered': 'A milestone was delivered.',
    'milestone.reverted': 'A delivered or approved milestone went back.',
    'milestone.approved': 'A client approved a milestone.',
  }),
  ...of('approvals:read', {
    'approval.requested': 'A client was asked to approve a milestone.',
    'approval.approved': 'A contact approved.',
    'approval.rejected': 'A contact rejected, with a reason.',
    'approval.withdrawn': 'An approval was withdrawn.',
  }),
  ...of('embed_sessions:read', {
    'embed_session.created': 'An embed session was minted.',
    'embed_session.revoked': 'An embed session was revoked.',
    'magic_link.created': 'A magic link was made for a contact.',
    'magic_link.consumed': 'A magic link was used: its contact has a session.',
    'magic_link.revoked': 'A magic link was revoked, or ended with its contact’s address; `data.reason` says which.',
  }),
  ...of('invoices:read', {
    'invoice.created': 'An invoice was drafted.',
    'invoice.updated': 'A draft invoice changed.',
    'invoice.deleted': 'A draft invoice was deleted.',
    'invoice.issued': 'An invoice was issued and has its number.',
    'invoice.partially_paid': 'A part of an invoice was paid.',
    'invoice.paid': 'An invoice is paid or credited in full.',
    'invoice.reopened': 'A paid invoice has a balance again.',
    'invoice.balance_changed': 'An invoice’s balance changed, its status did not; or a payment was taken back in part.',
    'invoice.overdue': 'The day on which an invoice was due is over and it has a balance.',
    'invoice.not_drafted': 'An approval could not raise its draft; the blocker is named.',
  }),
  ...of('credit_notes:read', { 'credit_note.issued': 'A credit note was issued.' }),
  ...of('payments:read', {
    'payment.created': 'A payment was recorded.',
    'payment.updated': 'A payment’s details changed.',
    'payment.allocated': 'A payment was allocated to an invoice.',
    'payment.released': 'An allocation went back to client credit.',
  }),
}

export type EventType = keyof typeof events
export const eventTypes = Object.keys(events) as EventType[]
