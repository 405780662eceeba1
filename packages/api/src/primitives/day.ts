export function dayIn(zone: string, instantMs: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(instantMs)
}
