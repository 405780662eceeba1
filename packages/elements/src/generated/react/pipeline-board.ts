// Generated from the components, do not edit.
import { createComponent, type EventName } from '@lit/react'
import React from 'react'
import '../../define/pipeline-board.ts'
import { AgencyOpsPipelineBoard } from '../../index.ts'

/** The open deals of a pipeline by stage: to see, to move by mouse, touch and keyboard, to win and to lose, alive. */
export const PipelineBoard = createComponent({
  tagName: 'agencyops-pipeline-board',
  elementClass: AgencyOpsPipelineBoard,
  react: React,
  events: {
    onDealOpen: 'agencyops-deal-open' as EventName<HTMLElementEventMap['agencyops-deal-open']>,
    onDealMoveRequested: 'agencyops-deal-move-requested' as EventName<HTMLElementEventMap['agencyops-deal-move-requested']>,
    onDealMoved: 'agencyops-deal-moved' as EventName<HTMLElementEventMap['agencyops-deal-moved']>,
    onDealWon: 'agencyops-deal-won' as EventName<HTMLElementEventMap['agencyops-deal-won']>,
    onDealLost: 'agencyops-deal-lost' as EventName<HTMLElementEventMap['agencyops-deal-lost']>,
    onError: 'agencyops-error' as EventName<HTMLElementEventMap['agencyops-error']>,
  },
})
