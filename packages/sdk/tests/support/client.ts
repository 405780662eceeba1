import { connect } from '../../src/connect.ts'
import type { ClientOptions, Hooks } from '../../src/runtime/options.ts'
import { allAreas } from '../generated/all.ts'

export const DEAL = 'deal_01m86d72r0fkxt9zq4c7w2h5nb'
export const INVOICE = 'invoice_01m86d72r0fkxt9zq4c7w2h5nb'
export const FILE = 'file_01m86d72r0fkxt9zq4c7w2h5nb'
export const APPROVAL = 'approval_01m86d72r0fkxt9zq4c7w2h5nb'
export const COMPANY = 'company_01m86d72r0fkxt9zq4c7w2h5nb'
export const KEY = 'ao_test_key'

/** A client of the fixture's areas that never really waits; `waits` tells how long it would have. */
export function testClient(options: ClientOptions & Hooks) {
  const waits: number[] = []
  const sleep: Hooks['sleep'] = async (ms) => {
    waits.push(ms)
  }
  const credential = options.fetchSession ? {} : { apiKey: KEY }
  return { client: connect({ sleep, random: () => 0, ...credential, ...options } as ClientOptions, allAreas), waits }
}
