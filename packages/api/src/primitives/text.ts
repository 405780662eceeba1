/** Whether a text cannot be stored as sent: it holds a NUL, which PostgreSQL refuses, or a lone surrogate, which has no UTF-8. */
export function unstorable(text: string): boolean {
  return text.includes('\u0000') || /\p{Surrogate}/u.test(text)
}

/**
 * Equal for texts that read the same: NFKC, full case folding, every run of spaces one space, none at the ends.
 * `Straße` equals `STRASSE`, an accent equals its combining form, a no-break space equals a space.
 */
export function compareKey(text: string): string {
  // Lower case first and last: upper case alone unfolds ß and ligatures, and ẞ has no other upper case.
  const folded = text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ')
  return oneSpaced(folded.normalize('NFKC'))
}

/** For finding: as compareKey, without combining marks. `cafe strasse` finds `Café Straße`. */
export function searchKey(text: string): string {
  const bare = compareKey(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
  // Without its marks a sign may be nothing but a space.
  return oneSpaced(bare.normalize('NFKC'))
}

function oneSpaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
