/** Whom Quillhaven Studio sells to, and what. All names are invented. Days count from the tenant's today. */

import type { DemoOwner } from './demo-pipeline.ts'

export interface DemoCompany {
  key: string
  name: string
  address: Record<string, string>
  tax_number?: string
  contact: { name: string; email: string; job_title: string }
}

export interface DemoItem {
  key: string
  name: string
  quantity: string
  unit?: string
  unit_price: string
  tax_percent: string
  tax_category?: string
  exemption_reason?: string
}

export interface DemoDeal {
  key: string
  company: string
  name: string
  /** How far it comes: the name of a stage, or how it ended. */
  stage: string
  /** Days from today. */
  close: number
  /** Euros unless told. */
  currency?: 'EUR' | 'USD'
  owner?: DemoOwner
  next_step?: string
  /** Days from today. */
  next_step_on?: number
  tags?: string[]
  items: DemoItem[]
  /** Each milestone bills items whole; `due` in days from today. */
  milestones?: { name: string; due: number; bills: string[] }[]
  ended?: 'won' | { lost: string; note: string }
}

const company = (
  key: string,
  name: string,
  address: Record<string, string>,
  contact: DemoCompany['contact'],
  tax_number?: string,
): DemoCompany => ({ key, name, address, contact, ...(tax_number && { tax_number }) })

export const demoCompanies: readonly DemoCompany[] = [
  company(
    'oakmere',
    'Oakmere Ferries',
    { line1: 'Quay 12', postal_code: '3011 AA', city: 'Rotterdam', country: 'NL' },
    { name: 'Ilse Marwick', email: 'ilse@oakmere.example', job_title: 'Product office' },
  ),
  company(
    'tarnwick',
    'Tarnwick Ceramics',
    { line1: 'Kiln Lane 4', postal_code: '2611 AB', city: 'Delft', country: 'NL' },
    { name: 'Joris Vantrell', email: 'joris@tarnwick.example', job_title: 'Head of sales' },
  ),
  company(
    'hollin-vane',
    'Hollin & Vane Opticians',
    { line1: 'Lens Street 31', postal_code: '3511 CD', city: 'Utrecht', country: 'NL' },
    { name: 'Noor Hollin', email: 'noor@hollinvane.example', job_title: 'Owner' },
  ),
  company(
    'brightfen',
    'Brightfen Energy Cooperative',
    { line1: 'Millrace 8', postal_code: '9711 EF', city: 'Groningen', country: 'NL' },
    { name: 'Wessel Aldermoor', email: 'wessel@brightfen.example', job_title: 'Secretary' },
  ),
  company(
    'castellune',
    'Castellune Museum',
    { line1: 'Bastion 2', postal_code: '2000', city: 'Antwerp', country: 'BE' },
    { name: 'Amélie Dorval', email: 'amelie@castellune.example', job_title: 'Exhibitions' },
  ),
  company(
    'pellwood',
    'Pellwood Outdoor',
    { line1: 'Speicherweg 19', postal_code: '20457', city: 'Hamburg', country: 'DE' },
    { name: 'Henrik Sölderup', email: 'henrik@pellwood.example', job_title: 'E-commerce' },
  ),
  company(
    'vesper-lane',
    'Vesper Lane Hotels',
    { line1: 'Vesper Lane 77', postal_code: '1011 GH', city: 'Amsterdam', country: 'NL' },
    { name: 'Tamsin Everholt', email: 'tamsin@vesperlane.example', job_title: 'Marketing' },
  ),
  company(
    'corvane',
    'Corvane Logistics',
    { line1: '410 Switchyard Road', postal_code: '60607', city: 'Chicago', country: 'US' },
    { name: 'Delphine Rourke', email: 'delphine@corvane.example', job_title: 'Operations' },
  ),
  company(
    'larkspur',
    'Larkspur Capital',
    { line1: '88 Pier Avenue', postal_code: '94111', city: 'San Francisco', country: 'US' },
    { name: 'Owen Tallis', email: 'owen@larkspur.example', job_title: 'Communications' },
  ),
  company(
    'fenlow',
    'Fenlow Clinics',
    { line1: 'Elm Court 6', postal_code: '5611 KL', city: 'Eindhoven', country: 'NL' },
    { name: 'Marit Oosterling', email: 'marit@fenlow.example', job_title: 'Patient care' },
  ),
  company(
    'harrowgate',
    'Harrowgate Kitchens',
    { line1: 'Bakehouse Row 14', postal_code: '6811 MN', city: 'Arnhem', country: 'NL' },
    { name: 'Bram Leclerq', email: 'bram@harrowgate.example', job_title: 'Owner' },
  ),
  company(
    'sable-marsh',
    'Sable Marsh Growers',
    { line1: 'Polder Way 3', postal_code: '8000', city: 'Bruges', country: 'BE' },
    { name: 'Lotte Sabbe', email: 'lotte@sablemarsh.example', job_title: 'Chair' },
  ),
]

const item = (key: string, name: string, quantity: string, unit_price: string, unit?: string, tax_percent = '21') => ({
  key,
  name,
  quantity,
  unit_price,
  tax_percent,
  ...(unit && { unit }),
})

/** Sold to a business in another member state: the buyer accounts for the tax. */
const abroad = (one: DemoItem): DemoItem => ({
  ...one,
  tax_percent: '0',
  tax_category: 'AE',
  exemption_reason: 'VAT reverse charge',
})

export const demoDeals: readonly DemoDeal[] = [
  {
    key: 'timetable-relaunch',
    company: 'oakmere',
    name: 'Timetable relaunch',
    stage: 'Negotiation',
    close: 0,
    owner: 'mara',
    tags: ['web', 'print'],
    items: [
      item('design', 'Design', '1', '4800'),
      item('print', 'Print', '1250', '0.3475', 'leaflet', '9'),
      item('prototype', 'Prototype', '38.5', '118', 'hour'),
      item('build', 'Build', '58', '118', 'hour'),
    ],
    milestones: [
      { name: 'Design accepted', due: 9, bills: ['design', 'print'] },
      { name: 'Prototype tried on the quay', due: 20, bills: ['prototype'] },
      { name: 'Relaunch live', due: 51, bills: ['build'] },
    ],
    ended: 'won',
  },
  {
    key: 'winter-exhibition',
    company: 'castellune',
    name: 'Winter exhibition site',
    stage: 'Negotiation',
    close: 0,
    owner: 'mara',
    tags: ['web'],
    items: [
      abroad(item('concept', 'Concept', '1', '3250')),
      abroad(item('site', 'Exhibition site', '62', '112.5', 'hour')),
    ],
    milestones: [
      { name: 'Concept shown', due: 4, bills: ['concept'] },
      { name: 'Site open', due: 23, bills: ['site'] },
    ],
    ended: 'won',
  },
  {
    key: 'booking-flow',
    company: 'vesper-lane',
    name: 'Booking flow',
    stage: 'Negotiation',
    close: 0,
    owner: 'teun',
    tags: ['web', 'ux'],
    items: [
      item('research', 'Interviews with guests', '8', '340', 'interview'),
      item('flow', 'Booking flow', '1', '7900'),
    ],
    milestones: [
      { name: 'Research report', due: 2, bills: ['research'] },
      { name: 'Flow live', due: 40, bills: ['flow'] },
    ],
    ended: 'won',
  },
  {
    key: 'member-portal',
    company: 'brightfen',
    name: 'Member portal',
    stage: 'Negotiation',
    close: 12,
    owner: 'sanne',
    next_step: 'The board decides next',
    next_step_on: 5,
    tags: ['web', 'identity'],
    items: [
      item('portal', 'Member portal', '210', '115', 'hour'),
      item('training', 'Training for editors', '2', '950', 'day'),
    ],
    milestones: [{ name: 'First members in', due: 74, bills: ['portal', 'training'] }],
  },
  {
    key: 'appointment-booking',
    company: 'hollin-vane',
    name: 'Appointment booking',
    stage: 'Proposal',
    close: 20,
    owner: 'teun',
    next_step: 'Send the second proposal',
    next_step_on: 1,
    items: [item('booking', 'Booking for four shops', '4', '2150', 'shop')],
  },
  {
    key: 'audio-guide',
    company: 'castellune',
    name: 'Audio guide',
    stage: 'Proposal',
    close: 33,
    owner: 'mara',
    next_step: 'Choose the voices',
    next_step_on: 9,
    tags: ['audio'],
    items: [abroad(item('stops', 'Recorded stops', '36', '185', 'stop')), abroad(item('app', 'Player', '1', '5400'))],
  },
  {
    key: 'glaze-catalogue',
    company: 'tarnwick',
    name: 'Glaze catalogue',
    stage: 'Qualified',
    close: 41,
    owner: 'sanne',
    next_step: 'See the kiln and the archive',
    next_step_on: -5,
    tags: ['print'],
    items: [
      item('photos', 'Photography', '3', '980', 'day'),
      item('catalogue', 'Catalogue, 64 pages', '64', '72.5', 'page', '9'),
    ],
  },
  {
    key: 'store-finder',
    company: 'pellwood',
    name: 'Store finder',
    stage: 'Qualified',
    close: 28,
    owner: 'teun',
    items: [abroad(item('finder', 'Store finder', '44', '118', 'hour'))],
  },
  {
    key: 'ticket-office-screens',
    company: 'oakmere',
    name: 'Ticket office screens',
    stage: 'Lead',
    close: 65,
    owner: 'mara',
    items: [item('screens', 'Screens for six offices', '6', '1290', 'office')],
  },
  {
    key: 'brand-refresh',
    company: 'vesper-lane',
    name: 'Brand refresh',
    stage: 'Lead',
    close: 80,
    owner: 'idris',
    next_step: 'Call after the season',
    next_step_on: 24,
    items: [item('brand', 'Brand refresh', '1', '14500')],
  },
  {
    key: 'shop-redesign',
    company: 'tarnwick',
    name: 'Shop redesign',
    stage: 'Proposal',
    close: -3,
    owner: 'sanne',
    items: [item('shop', 'Shop redesign', '1', '18750')],
    ended: { lost: 'Price', note: 'They stay with the shop that came with their till.' },
  },
]
