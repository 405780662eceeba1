/** Saves bytes under a name. They never open in the page: to the browser they are no document, whatever they are. */
export function saveFile(bytes: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  link.download = name.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
