/** Invoices for tests: Quillhaven Studio bills Oakmere Ferries for a timetable. */
import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'

const eur = (amount: number) => ({ amount, currency: 'EUR' })

export const INVOICE_ID = 'invoice_01m86d72r0fkxt9zq4c7w2h5nb'
export const CREDIT_NOTE_ID = 'credit_note_01m86d72r0fkxt9zq4c7w2h5nb'
const MILESTONE_ID = 'milestone_01m86d72r0fkxt9zq4c7w2h5nb'
const APPROVAL_ID = 'approval_01m86d72r0fkxt9zq4c7w2h5nb'

export function invoiceLine(
  position: number,
  more: Partial<PortalInvoice['lines'][number]> = {},
): PortalInvoice['lines'][number] {
  return {
    id: `invoice_line_${position}`,
    position,
    description: 'Design',
    quantity: '1',
    unit: null,
    unit_price: '4800',
    net: eur(480000),
    tax_category: 'S',
    tax_percent: '21',
    exemption_reason: null,
    credited_net: eur(0),
    milestone_id: MILESTONE_ID,
    approval_id: APPROVAL_ID,
    ...more,
  }
}

const parties = {
  seller: {
    name: 'Quillhaven Studio B.V.',
    address: { line1: 'Weverstraat 4', city: 'Utrecht', postal_code: '3512 AB', country: 'NL' },
    tax_number: 'NL861234567B01',
    registration_number: '68750110',
  },
  buyer: {
    name: 'Oakmere Ferries',
    address: { line1: 'Quay 12', city: 'Rotterdam', postal_code: '3011 AA', country: 'NL' },
    tax_number: 'NL809876543B01',
    registration_number: '24367215',
  },
}

export function sampleInvoice(more: Partial<PortalInvoice> = {}): PortalInvoice {
  return {
    id: INVOICE_ID,
    number: 'QH-2026-0001',
    status: 'issued',
    engagement_id: 'engagement_01m86d72r0fkxt9zq4c7w2h5nb',
    currency: 'EUR',
    issued_on: '2026-12-04',
    due_on: '2026-12-18',
    due_in_days: 14,
    days_past_due: 0,
    net: eur(523438),
    tax: eur(104709),
    total: eur(628147),
    paid: eur(0),
    credited: eur(0),
    balance: eur(628147),
    version: 3,
    purchase_order: 'PO-7781',
    note: null,
    ...parties,
    bank: { iban: 'NL91ABNA0417164300', bic: 'ABNANL2A', bank_name: 'ABN Amro' },
    lines: [
      invoiceLine(1),
      invoiceLine(2, {
        description: 'Print',
        quantity: '1250',
        unit: 'leaflet',
        unit_price: '0.3475',
        net: eur(43438),
        tax_percent: '9',
      }),
    ],
    taxes: [
      { category: 'S', percent: '21', taxable: eur(480000), tax: eur(100800), exemption_reason: null },
      { category: 'S', percent: '9', taxable: eur(43438), tax: eur(3909), exemption_reason: null },
    ],
    milestones: [{ id: MILESTONE_ID, name: 'Design accepted', approved_at: '2026-12-04T09:12:00.000Z' }],
    approvals: [
      {
        id: APPROVAL_ID,
        milestone_id: MILESTONE_ID,
        status: 'approved_with_remarks',
        decided_at: '2026-12-04T09:12:00.000Z',
        decided_by: 'Ada Brandt',
        remarks: 'The winter sailings are clear now. Please keep the map as it is.',
        sha256: '9f2c4a1d0b7e6f5a8c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b',
        files: [
          {
            name: 'timetable-winter.pdf',
            sha256: '3b1f0c9e8d7a6b5c4f3e2d1c0b9a8f7e6d5c4b3a2f1e0d9c8b7a6f5e4d3c2b1a',
          },
        ],
      },
    ],
    allocations: [],
    credits: [],
    ...more,
  }
}

/** Paid in part, with a credit note. */
export function partlyPaid(more: Partial<PortalInvoice> = {}): PortalInvoice {
  return sampleInvoice({
    status: 'partially_paid',
    paid: eur(500000),
    credited: eur(3788),
    balance: eur(124359),
    due_in_days: 3,
    lines: sampleInvoice().lines.map((line) => (line.position === 2 ? { ...line, credited_net: eur(3475) } : line)),
    allocations: [{ id: 'payment_allocation_1', allocated_on: '2026-12-18', amount: eur(500000) }],
    credits: [
      {
        id: CREDIT_NOTE_ID,
        number: 'CN-2026-0001',
        issued_on: '2026-12-21',
        total: eur(3788),
        reason: 'A part was misprinted',
      },
    ],
    ...more,
  })
}

/** An invoice of many lines over several checkpoints. */
export function longInvoice(count: number): PortalInvoice {
  const milestones = ['Concept accepted', 'Winter timetable printed', 'Harbour signs in place'].map((name, at) => ({
    id: `milestone_${at}` as const,
    name,
    approved_at: '2026-12-04T09:12:00.000Z',
  }))
  const base = sampleInvoice().approvals[0] as PortalInvoice['approvals'][number]
  const approvals = milestones.map(({ id }, at) => ({ ...base, id: `approval_${at}` as const, milestone_id: id }))
  const lines = Array.from({ length: count }, (_, at) => {
    const group = Math.min(2, Math.floor((at * 3) / count))
    return invoiceLine(at + 1, {
      description: `Harbour ${at + 1}: timetable, map and signs`,
      quantity: '2',
      unit: 'day',
      unit_price: '125.5',
      net: eur(25100),
      milestone_id: `milestone_${group}`,
      approval_id: `approval_${group}`,
    })
  })
  const net = 25100 * count
  const tax = Math.round(net * 0.21)
  return sampleInvoice({
    lines,
    milestones,
    approvals,
    net: eur(net),
    tax: eur(tax),
    total: eur(net + tax),
    balance: eur(net + tax),
    taxes: [{ category: 'S', percent: '21', taxable: eur(net), tax: eur(tax), exemption_reason: null }],
  })
}

export function sampleCreditNote(more: Partial<PortalCreditNote> = {}): PortalCreditNote {
  return {
    id: CREDIT_NOTE_ID,
    number: 'CN-2026-0001',
    invoice_id: INVOICE_ID,
    invoice_number: 'QH-2026-0001',
    engagement_id: 'engagement_01m86d72r0fkxt9zq4c7w2h5nb',
    currency: 'EUR',
    reason: 'A part was misprinted',
    issued_on: '2026-12-21',
    net: eur(3475),
    tax: eur(313),
    total: eur(3788),
    released: eur(0),
    ...parties,
    lines: [
      {
        id: 'credit_note_line_1',
        invoice_line_id: 'invoice_line_2',
        position: 1,
        description: 'Print',
        quantity: '100',
        unit: 'leaflet',
        unit_price: '0.3475',
        net: eur(3475),
        tax_category: 'S',
        tax_percent: '9',
        exemption_reason: null,
      },
    ],
    taxes: [{ category: 'S', percent: '9', taxable: eur(3475), tax: eur(313), exemption_reason: null }],
    version: 1,
    ...more,
  }
}

/** Markup, a right-to-left override, emoji and 5,000 characters. */
export const HOSTILE =
  `<img src=x onerror=window.hacked=1>\u202Egnp.eciovni \u{1F9FE} ${'NoSpaceInThis'.repeat(382)}`.slice(0, 5000)

/** An invoice with a hostile text in every place that shows one. */
export function hostileInvoice(): PortalInvoice {
  const invoice = partlyPaid({ number: HOSTILE, purchase_order: HOSTILE, note: HOSTILE })
  const party = {
    name: HOSTILE,
    address: { line1: HOSTILE, line2: HOSTILE, city: HOSTILE, postal_code: HOSTILE, region: HOSTILE, country: 'NL' },
    tax_number: HOSTILE,
    registration_number: HOSTILE,
  }
  return {
    ...invoice,
    seller: party,
    buyer: party,
    bank: { iban: HOSTILE, holder: HOSTILE, bic: HOSTILE, account_number: HOSTILE, bank_name: HOSTILE },
    lines: invoice.lines.map((line) => ({
      ...line,
      description: HOSTILE,
      unit: HOSTILE,
      tax_category: 'AE',
      exemption_reason: HOSTILE,
    })),
    taxes: invoice.taxes.map((tax) => ({ ...tax, category: 'AE', exemption_reason: HOSTILE })),
    milestones: invoice.milestones.map((one) => ({ ...one, name: HOSTILE })),
    approvals: invoice.approvals.map((one) => ({
      ...one,
      decided_by: HOSTILE,
      remarks: HOSTILE,
      files: [{ name: HOSTILE, sha256: 'ab'.repeat(32) }],
    })),
    credits: (invoice.credits ?? []).map((one) => ({ ...one, number: HOSTILE, reason: HOSTILE })),
  }
}
