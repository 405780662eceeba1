/** Texts are stored as sent and compared normalised. */

/** Equal for spellings that read the same: NFKC, full case folding, one kind of space. `Straße` equals `STRASSE`. */
export function compareKey(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim()
}

/** For finding: as `compareKey`, without accents. `cafe strasse` finds `Café Straße`. */
export function searchKey(text: string): string {
  return compareKey(text).normalize('NFD').replace(/\p{M}+/gu, '').normalize('NFC')
}
