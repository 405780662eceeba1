/** Registers `<agencyops-invoice>`. */
import { defineElement } from '../base/define-element.ts'
import { AgencyOpsInvoice } from '../billing/agencyops-invoice/agencyops-invoice.ts'

export { configure } from '../base/settings.ts'

defineElement('agencyops-invoice', AgencyOpsInvoice)
