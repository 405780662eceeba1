/** The table of contents of the product, in the order in which areas may know each other: each only those above it here. */
import { crm } from './crm/index.ts'
import { governance } from './governance/index.ts'
import type { Module } from './module.ts'

export const modules: readonly Module[] = [governance, crm]
