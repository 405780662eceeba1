// Controls, line separators and the signs that turn the direction of text: `invoice\u202Efdp.exe` reads as a PDF.
const DECEIVING = /[\p{Cc}\p{Zl}\p{Zp}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu
const MAX_LENGTH = 200
const MAX_EXTENSION = 20

/**
 * The name under which an uploaded file is kept: without folders, without characters that deceive, at most 200
 * characters with its extension kept. `file` where nothing is left.
 */
export function fileName(sent: string): string {
  const last = sent.toWellFormed().split(/[/\\]/).at(-1) as string
  const bare = last.normalize('NFC').replaceAll(DECEIVING, '').replaceAll(/\s+/gu, ' ').trim()
  if (/^\.*$/.test(bare)) return 'file'
  if (bare.length <= MAX_LENGTH) return bare
  const dot = bare.lastIndexOf('.')
  const extension = dot > 0 && bare.length - dot <= MAX_EXTENSION ? bare.slice(dot) : ''
  return `${bare.slice(0, MAX_LENGTH - extension.length).replace(/[\uD800-\uDBFF]$/, '')}${extension}`
}
