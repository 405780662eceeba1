/** Whether a text cannot be stored as sent: it holds a NUL, which PostgreSQL refuses, or a lone surrogate, which has no UTF-8. */
export function unstorable(text: string): boolean {
  return text.includes('\u0000') || /\p{Surrogate}/u.test(text)
}

/**
 * Equal for texts that read the same: NFKC, full case folding, every run of spaces one space, none at the ends.
 * `Straße` equals `STRASSE`, an accent equals its combining form, a no-break space equals a space.
 */
export function compareKey(text: string): string {
  // Upper case unfolds ß and ligatures; the final sigma has an upper case of its own only together with σ.
  const folded = text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ')
  return folded.normalize('NFKC').replace(/\s+/gu, ' ').trim()
}

/** For finding: as compareKey, without combining marks. `cafe strasse` finds `Café Straße`. */
export function searchKey(text: string): string {
  return compareKey(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFKC')
}
