/** The table of contents of the product, in the order in which areas may know each other: each only those above it here. */
import { billing } from './billing/index.ts'
import { crm } from './crm/index.ts'
import { delivery } from './delivery/index.ts'
import { embed } from './embed/index.ts'
import { engagements } from './engagements/index.ts'
import { files } from './files/index.ts'
import { governance } from './governance/index.ts'
import { insight } from './insight/index.ts'
import type { Module } from './module.ts'
import { portal } from './portal/index.ts'
import { sync } from './sync/index.ts'

export const modules: readonly Module[] = [
  governance,
  files,
  crm,
  engagements,
  embed,
  delivery,
  billing,
  portal,
  insight,
  sync,
]
