/** Registers `<agencyops-pipeline-board>`. */
import { defineElement } from '../base/define-element.ts'
import { AgencyOpsPipelineBoard } from '../crm/agencyops-pipeline-board/agencyops-pipeline-board.ts'

export { configure } from '../base/settings.ts'
export { AgencyOpsPipelineBoard }

defineElement('agencyops-pipeline-board', AgencyOpsPipelineBoard)
