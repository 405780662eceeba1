/** Approvals for tests: Ada Brandt of Oakmere Ferries is asked to approve a timetable. */
import type { PortalApproval } from '@agencyops/sdk'
import { HOSTILE } from './invoice-samples.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })

export const APPROVAL_ID = 'approval_01m86d72r0fkxt9zq4c7w2h5nb'
const MILESTONE_ID = 'milestone_01m86d72r0fkxt9zq4c7w2h5nb'
export const FILE_ID = 'file_01m86d72r0fkxt9zq4c7w2h5nb'
export const SHA = '9f2c4a1d0b7e6f5a8c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b'
const FILE_SHA = '3b1f0c9e8d7a6b5c4f3e2d1c0b9a8f7e6d5c4b3a2f1e0d9c8b7a6f5e4d3c2b1a'

type Snapshot = NonNullable<PortalApproval['snapshot']>

export function sampleSnapshot(more: Partial<Snapshot> = {}): Snapshot {
  const line = { tax_category: 'S', exemption_reason: null } as const
  return {
    approval: { id: APPROVAL_ID, contact_id: 'contact_01m86d72r0fkxt9zq4c7w2h5nb' },
    engagement: { id: 'engagement_01m86d72r0fkxt9zq4c7w2h5nb', name: 'Timetable relaunch' },
    milestone: { id: MILESTONE_ID, name: 'Design accepted', due_on: '2026-12-11' },
    lines: [
      {
        ...line,
        scope_item_id: 'scope_item_1',
        description: 'Design',
        quantity: '1',
        unit: null,
        unit_price: '4800',
        net: eur(480000),
        tax_percent: '21',
      },
      {
        ...line,
        scope_item_id: 'scope_item_2',
        description: 'Print',
        quantity: '1250',
        unit: 'leaflet',
        unit_price: '0.3475',
        net: eur(43438),
        tax_percent: '9',
      },
    ],
    net: eur(523438),
    taxes: [
      { category: 'S', percent: '21', taxable: eur(480000), tax: eur(100800) },
      { category: 'S', percent: '9', taxable: eur(43438), tax: eur(3909) },
    ],
    tax: eur(104709),
    total: eur(628147),
    currency: 'EUR',
    files: [
      { name: 'timetable-winter.pdf', sha256: FILE_SHA },
      { name: 'harbour-map.svg', sha256: SHA },
    ],
    triggers: 'draft invoice',
    ...more,
  }
}

export function sampleApproval(more: Partial<PortalApproval> = {}): PortalApproval {
  return {
    id: APPROVAL_ID,
    engagement_id: 'engagement_01m86d72r0fkxt9zq4c7w2h5nb',
    milestone_id: MILESTONE_ID,
    milestone_name: 'Design accepted',
    status: 'requested',
    net: eur(523438),
    tax: eur(104709),
    total: eur(628147),
    requested_at: '2026-12-03T15:01:00.000Z',
    decided_at: null,
    remarks: null,
    can_decide: true,
    version: 1,
    contact_name: 'Ada Brandt',
    withdrawn_at: null,
    snapshot: sampleSnapshot(),
    sha256: SHA,
    files: [
      {
        id: FILE_ID,
        name: 'timetable-winter.pdf',
        content_type: 'application/pdf',
        size: 1_843_200,
        sha256: FILE_SHA,
      },
      { id: 'file_2', name: 'harbour-map.svg', content_type: 'image/svg+xml', size: 48_100, sha256: SHA },
    ],
    ...more,
  }
}

export const decidedAs = (status: PortalApproval['status'], more: Partial<PortalApproval> = {}) =>
  sampleApproval({ status, can_decide: false, decided_at: '2026-12-04T09:12:00.000Z', version: 2, ...more })

export const withdrawn = () =>
  sampleApproval({
    status: 'withdrawn',
    can_decide: false,
    withdrawn_at: '2026-12-04T08:00:00.000Z',
    snapshot: null,
    sha256: '',
    files: [],
    version: 2,
  })

/** The same request after a file was changed and a line became dearer. */
export function changedApproval(): PortalApproval {
  const snapshot = sampleSnapshot()
  const [design, print] = snapshot.lines as [Snapshot['lines'][number], Snapshot['lines'][number]]
  return sampleApproval({
    sha256: 'ab'.repeat(32),
    total: eur(700747),
    snapshot: sampleSnapshot({
      lines: [{ ...design, unit_price: '5400', net: eur(540000) }, print],
      files: [
        { name: 'timetable-winter.pdf', sha256: 'cd'.repeat(32) },
        { name: 'signs.pdf', sha256: 'ef'.repeat(32) },
      ],
      total: eur(700747),
    }),
  })
}

/** An approval with a hostile text in every place that shows one. */
export function hostileApproval(more: Partial<PortalApproval> = {}): PortalApproval {
  const base = sampleApproval()
  const snapshot = sampleSnapshot()
  return {
    ...base,
    milestone_name: HOSTILE,
    contact_name: HOSTILE,
    snapshot: {
      ...snapshot,
      engagement: { ...snapshot.engagement, name: HOSTILE },
      milestone: { ...snapshot.milestone, name: HOSTILE },
      lines: snapshot.lines.map((line) => ({ ...line, description: HOSTILE, unit: HOSTILE })),
      files: [{ name: HOSTILE, sha256: SHA }],
    },
    files: base.files.map((file) => ({ ...file, name: HOSTILE })),
    ...more,
  }
}
