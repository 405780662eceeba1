/** Collects how often each rule was broken, and passes on the first findings of each. */
import type { Finding } from './finding.ts'

export interface Report {
  /** How many more findings of the rule are passed on. */
  left(rule: string): number
  /** `found` is how many there are; the findings may be fewer. */
  add(rule: string, found: number, findings: readonly Finding[]): void
  readonly counts: ReadonlyMap<string, number>
}

export function createReport(limit: number, tell: (finding: Finding) => void): Report {
  const counts = new Map<string, number>()
  const told = new Map<string, number>()
  const left = (rule: string) => Math.max(0, limit - (told.get(rule) ?? 0))
  return {
    counts,
    left,
    add(rule, found, findings) {
      if (found === 0) return
      counts.set(rule, (counts.get(rule) ?? 0) + found)
      const some = findings.slice(0, left(rule))
      told.set(rule, (told.get(rule) ?? 0) + some.length)
      for (const finding of some) tell(finding)
    },
  }
}
