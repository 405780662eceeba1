import { z } from 'zod'

export const taxCategory = z.enum(['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M']).meta({
  id: 'TaxCategory',
  description:
    'A tax category of EN 16931: S standard, Z zero rated, E exempt, AE reverse charge, K intra-community supply, G export, O not subject to tax, L Canary Islands, M Ceuta and Melilla.',
})
