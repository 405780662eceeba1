/** The same record in another system: two columns in rows, one object on the wire. */
interface ExternalRefColumns {
  external_system: string | null
  external_id: string | null
}

export function externalRefView(row: ExternalRefColumns): { system: string; id: string } | null {
  return row.external_system === null || row.external_id === null
    ? null
    : { system: row.external_system, id: row.external_id }
}

export function externalRefColumns(ref: { system: string; id: string } | null | undefined): ExternalRefColumns {
  return { external_system: ref?.system ?? null, external_id: ref?.id ?? null }
}
