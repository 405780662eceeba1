// Generated from the components, do not edit.
import { createComponent, type EventName } from '@lit/react'
import React from 'react'
import '../../define/invoice.ts'
import { AgencyOpsInvoice } from '../../index.ts'

/** An issued invoice as its client reads it, or one of its credit notes: what is due, what for and on which evidence, what was paid and credited, what is left. */
export const Invoice = createComponent({
  tagName: 'agencyops-invoice',
  elementClass: AgencyOpsInvoice,
  react: React,
  events: {
    onError: 'agencyops-error' as EventName<HTMLElementEventMap['agencyops-error']>,
  },
})
