import { daysBetween, plainDate } from '../../../primitives/day.ts'

/** Days from the due date to today, 0 before it and on it; null for drafts and what has nothing open. */
export function daysPastDue(
  { status, due_on }: { status: 'draft' | 'issued' | 'partially_paid' | 'paid'; due_on: string | null },
  today: string,
): number | null {
  if (status === 'draft' || status === 'paid' || due_on === null) return null
  return Math.max(0, daysBetween(plainDate(due_on), plainDate(today)))
}
