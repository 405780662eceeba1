/** Registers `<agencyops-approval>`. */
import { defineElement } from '../base/define-element.ts'
import { AgencyOpsApproval } from '../delivery/agencyops-approval/agencyops-approval.ts'

export { configure } from '../base/settings.ts'

defineElement('agencyops-approval', AgencyOpsApproval)
