/** What each kind of record is, for the chapters of the API reference. */
export interface Chapter {
  title: string
  description: string
}

const chapter = (title: string, description: string): Chapter => ({ title, description })

export const chapters: Readonly<Record<string, Chapter>> = {
  api_keys: chapter(
    'API keys',
    'What a server calls with. A key has scopes, its secret is shown once, rotating overlaps, and revoking ends all that it minted.',
  ),
  approvals: chapter(
    'Approvals',
    'A client contact is asked to approve a delivered milestone, decides on exactly what was shown, and the evidence is kept.',
  ),
  audit_entries: chapter('Audit entries', 'Who changed what, with before and after. Never changed, never deleted.'),
  companies: chapter(
    'Companies',
    'Organisations that buy, or may: prospects, and clients from their first won deal on.',
  ),
  contacts: chapter(
    'Contacts',
    'People at a company. A contact with whom an engagement is shared sees it in the portal.',
  ),
  credit_notes: chapter(
    'Credit notes',
    'How an issued invoice is corrected: in full or by line, numbered in a series of its own.',
  ),
  deals: chapter(
    'Deals',
    'Work that is pitched: scope items with prices, a plan of milestones, a stage. Winning one opens its engagement.',
  ),
  dictionary: chapter(
    'Dictionary',
    'Every field, scope, role, event and problem with its meaning, from the schemas themselves.',
  ),
  embed_sessions: chapter(
    'Embed sessions',
    'Short-lived tokens with which a page acts for one member or one contact, within listed components, engagements and origins.',
  ),
  engagements: chapter(
    'Engagements',
    'One piece of work from pitch to cash: its contract value, its team, and with whom it is shared.',
  ),
  events: chapter('Events', 'The feed of everything that happened, in order and without gaps.'),
  files: chapter(
    'Files',
    'Deliverables and documents, hashed when they arrive and attached to deals, engagements and milestones.',
  ),
  invoices: chapter(
    'Invoices',
    'Drafts that change and issued documents that never do. An approved milestone raises its draft; issuing gives the number.',
  ),
  legal_entities: chapter(
    'Legal entities',
    'The sellers on invoices: names, tax numbers, bank accounts, payment terms and number series.',
  ),
  lost_reasons: chapter('Lost reasons', 'Why deals are lost, as a list of your own.'),
  magic_links: chapter(
    'Magic links',
    'How a client contact comes in where the host has no login: a link that opens once, on a page of this server.',
  ),
  members: chapter('Members', 'People who may come in, each with a role.'),
  milestones: chapter(
    'Milestones',
    'What is delivered, approved and billed: each says which scope items it bills, by percent or amount.',
  ),
  number_series: chapter('Number series', 'Gapless numbers of invoices and credit notes, per legal entity.'),
  payment_allocations: chapter(
    'Payment allocations',
    'Which part of a payment settles which invoice, down to its lines.',
  ),
  payments: chapter(
    'Payments',
    'Money received, allocated to invoices of the same payer, seller and currency; the rest is the client’s credit.',
  ),
  persons: chapter('Persons', 'People of the firm, with or without a login: owners of deals, assignees, teams.'),
  pipelines: chapter('Pipelines', 'Ordered stages through which deals go.'),
  'platform.tenants': chapter(
    'Platform: tenants',
    'For a host product that keeps many tenants: it makes them and mints their keys, and reads none of their data.',
  ),
  'portal.approvals': chapter(
    'Portal: approvals',
    'What a client contact is asked to approve, in full, and the decision.',
  ),
  'portal.credit_notes': chapter('Portal: credit notes', 'What corrected the invoices of a client contact.'),
  'portal.engagements': chapter('Portal: engagements', 'The engagements that are shared with a client contact.'),
  'portal.files': chapter('Portal: files', 'The files that a client contact may see.'),
  'portal.invoices': chapter('Portal: invoices', 'The issued invoices of a client contact’s engagements.'),
  'portal.milestones': chapter('Portal: milestones', 'What was and will be delivered to a client.'),
  'portal.sessions': chapter(
    'Portal: sessions',
    'What a magic link opens, and how it is renewed. These operations take no credential but the secret in their body.',
  ),
  projects: chapter('Projects', 'How an engagement’s work is organised; each won deal opens one.'),
  scope_items: chapter(
    'Scope items',
    'The identity of a sold dollar: a line of a deal that keeps its id until it is paid.',
  ),
  stages: chapter('Stages', 'The steps of a pipeline, each with the probability that its deals are won.'),
  tax_rates: chapter('Tax rates', 'Category and percent under a name. They never change: a new rate is a new record.'),
  tenant: chapter('Tenant', 'The firm itself: name, locale, time zone, and its today.'),
  test_clock: chapter('Test clock', 'A sandbox’s time: freeze it, move it forward, let it run.'),
  trace: chapter('Trace', 'One dollar followed from pitch to payment, from any id on its way, in one call.'),
}
