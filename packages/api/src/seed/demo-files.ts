/** What the demo delivers: small documents, attached where the client sees them. */
import type { Answer, DemoClient } from './demo-client.ts'

/** Uploads a page for each name and attaches it to the milestone; what is attached already stays alone. */
export async function attachFiles(client: DemoClient, milestoneId: string, names: readonly string[]): Promise<void> {
  const path = `/v1/milestones/${milestoneId}/files`
  const { data } = await client.get(path)
  const attached = new Set(data.map(({ file }: Answer) => file.name))
  for (const name of names.filter((one) => !attached.has(one))) {
    const { id: file_id } = await client.upload('/v1/files', new File([onePage(name)], name))
    await client.post(path, { file_id, client_visible: true })
  }
}

/** A PDF of one page that says its name. */
function onePage(name: string): string {
  const title = name.replace(/\.pdf$/, '')
  const drawn = `BT /F1 28 Tf 72 740 Td (${title}) Tj 0 -32 Td /F1 12 Tf (Quillhaven Studio) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
}
