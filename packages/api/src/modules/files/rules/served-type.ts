// What a browser shows without running anything in it. All else is handed out as bytes.
const PASSIVE = new Set([
  'application/gzip',
  'application/msword',
  'application/pdf',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/zip',
  'audio/mpeg',
  'image/avif',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'video/mp4',
  'video/webm',
])

export const UNKNOWN_TYPE = 'application/octet-stream'

/** The media type that a download carries: HTML, SVG, XML, scripts and what is unknown go out as plain bytes. */
export function servedType(stored: string): string {
  if (stored === 'text/plain') return 'text/plain; charset=utf-8'
  return PASSIVE.has(stored) ? stored : UNKNOWN_TYPE
}

/** RFC 6266 with the name as RFC 5987 has it: always a download, never a page. */
export function contentDisposition(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
