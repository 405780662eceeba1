/** What Quillhaven Studio hopes to sell: the open deals of its board. All names are invented; each stage newest first. */
import type { DemoDeal } from './demo-records.ts'

/** Stages that the demo adds to those of a new tenant, each behind another. */
export const demoStages = [
  { name: 'Discovery', probability: '0.45', behind: 'Qualified' },
  { name: 'Verbal yes', probability: '0.9', behind: 'Negotiation' },
] as const

/** Who sells beside the owner of the tenant, whose key is `mara`. */
export const demoPersons = [
  { key: 'teun', name: 'Teun Okker', email: 'teun@quillhaven.example' },
  { key: 'sanne', name: 'Sanne Verloop', email: 'sanne@quillhaven.example' },
  { key: 'idris', name: 'Idris Calloway', email: 'idris@quillhaven.example' },
] as const

export type DemoOwner = 'mara' | (typeof demoPersons)[number]['key']

/** An open deal of one scope item, made so many days before today. */
export interface DemoPipelineDeal extends DemoDeal {
  age: number
}

type Tax = Pick<DemoDeal['items'][number], 'tax_percent' | 'tax_category' | 'exemption_reason'>

const HOME: Tax = { tax_percent: '21' }
const UNION: Tax = { tax_percent: '0', tax_category: 'AE', exemption_reason: 'VAT reverse charge' }
const OVERSEAS: Tax = { tax_percent: '0', tax_category: 'O', exemption_reason: 'Not subject to VAT' }
const TAX: Record<string, Tax> = {
  castellune: UNION,
  pellwood: UNION,
  'sable-marsh': UNION,
  corvane: OVERSEAS,
  larkspur: OVERSEAS,
}

interface Chance {
  owner?: DemoOwner
  /** What is next, and in how many days from today. */
  next?: readonly [step: string, on: number]
  tags?: string[]
}

let count = 0

/** `price` in the currency of the company: US dollars overseas, else euros; `close` in days from today. */
function chance(
  company: string,
  name: string,
  stage: string,
  price: string,
  [age, close]: readonly [age: number, close: number],
  { owner, next, tags }: Chance,
): DemoPipelineDeal {
  const tax = TAX[company] ?? HOME
  return {
    key: `chance-${++count}`,
    company,
    name,
    stage,
    age,
    close,
    currency: tax === OVERSEAS ? 'USD' : 'EUR',
    items: [{ key: 'work', name, quantity: '1', unit_price: price, ...tax }],
    ...(owner && { owner }),
    ...(next && { next_step: next[0], next_step_on: next[1] }),
    ...(tags && { tags }),
  }
}

export const demoPipeline: readonly DemoPipelineDeal[] = [
  chance('fenlow', 'Patient leaflets', 'Lead', '3900', [3, 70], {
    next: ['Ask for the last edition', 2],
    tags: ['print'],
  }),
  chance('corvane', 'Fleet dashboard', 'Lead', '48000', [3, 95], { owner: 'idris', next: ['First call', 1] }),
  chance('harrowgate', 'Menu and signage', 'Lead', '6750', [8, 60], { owner: 'sanne', tags: ['print'] }),
  chance('larkspur', 'Annual report microsite', 'Lead', '27500', [8, 110], {
    owner: 'mara',
    next: ['Send references', 4],
  }),
  chance('pellwood', 'Trail map app', 'Lead', '39200', [38, 85], {
    owner: 'teun',
    next: ['Meet the product team', -6],
  }),
  chance('sable-marsh', 'Harvest campaign', 'Lead', '8400', [76, 40], { next: ['Ask whether the budget stands', -19] }),
  chance('brightfen', 'Energy coach letters', 'Lead', '5200', [76, 12], { owner: 'sanne' }),

  chance('oakmere', 'Crew rostering screens', 'Qualified', '31800', [3, 62], {
    owner: 'mara',
    next: ['Visit the control room', 5],
    tags: ['ux'],
  }),
  chance('harrowgate', 'Reservation pages', 'Qualified', '14300', [8, 48], {
    owner: 'sanne',
    next: ['Collect menus', 3],
  }),
  chance('larkspur', 'Investor portal', 'Qualified', '86000', [16, 120], {
    owner: 'idris',
    next: ['Security questionnaire', 8],
    tags: ['web', 'identity'],
  }),
  chance('fenlow', 'Appointment reminders', 'Qualified', '11600', [38, 33], {
    owner: 'teun',
    next: ['Check with privacy', -2],
  }),
  chance('tarnwick', 'Trade fair stand', 'Qualified', '9800', [76, 21], { next: ['Measure the hall', 10] }),

  chance('castellune', 'Ticket shop', 'Discovery', '42500', [3, 75], {
    owner: 'mara',
    next: ['Workshop with the box office', 6],
    tags: ['web'],
  }),
  chance('corvane', 'Driver onboarding', 'Discovery', '33400', [8, 66], {
    owner: 'idris',
    next: ['Interview five drivers', 7],
  }),
  chance('hollin-vane', 'Lens finder', 'Discovery', '17900', [16, 52], {
    owner: 'teun',
    next: ['Prototype review', 1],
    tags: ['ux'],
  }),
  chance('sable-marsh', 'Growers’ portal', 'Discovery', '58600', [38, 90], {
    owner: 'sanne',
    next: ['Map the data sources', -4],
  }),
  chance('vesper-lane', 'Loyalty programme', 'Discovery', '26700', [76, 30], { owner: 'mara' }),

  chance('brightfen', 'Tariff calculator', 'Proposal', '19400', [3, 35], {
    owner: 'teun',
    next: ['Present to the treasurer', 3],
  }),
  chance('larkspur', 'Design system', 'Proposal', '64000', [8, 58], {
    owner: 'idris',
    next: ['Answer procurement', 2],
    tags: ['design system'],
  }),
  chance('oakmere', 'Wayfinding at the quay', 'Proposal', '22150', [16, 27], {
    owner: 'mara',
    next: ['Second quote for the steel', 0],
  }),
  chance('fenlow', 'Accessibility review', 'Proposal', '7400', [38, 9], {
    owner: 'sanne',
    next: ['Ask for the decision', -8],
  }),

  chance('corvane', 'Dispatch console', 'Negotiation', '112000', [8, 31], {
    owner: 'idris',
    next: ['Agree the milestones', 4],
    tags: ['web', 'ux'],
  }),
  chance('pellwood', 'Spring catalogue', 'Negotiation', '15800', [16, 16], {
    owner: 'teun',
    next: ['Contract to their lawyers', 1],
    tags: ['print'],
  }),
  chance('harrowgate', 'House style', 'Negotiation', '12250', [38, -3], {
    owner: 'sanne',
    next: ['Call about the payment terms', -1],
  }),

  chance('vesper-lane', 'Guest app, phase 2', 'Verbal yes', '37600', [3, 8], {
    owner: 'mara',
    next: ['Wait for the signature', 2],
    tags: ['app'],
  }),
  chance('sable-marsh', 'Packaging line', 'Verbal yes', '21300', [8, 5], {
    owner: 'sanne',
    next: ['Purchase order number', 0],
    tags: ['print'],
  }),
  chance('tarnwick', 'Studio open days', 'Verbal yes', '4600', [16, 14], { owner: 'teun', next: ['Fix the date', 6] }),
]
