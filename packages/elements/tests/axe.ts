import axe from 'axe-core'
import { expect } from 'vitest'

/** No fault and nothing that could not be decided, in the element and all open roots below it. */
export async function expectAccessible(element: Element): Promise<void> {
  const { violations, incomplete } = await axe.run(element, { resultTypes: ['violations', 'incomplete'] })
  const told = [...violations, ...incomplete].map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`).join('\n')}`,
  )
  expect(told).toEqual([])
}
