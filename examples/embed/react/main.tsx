import { configure } from '@agencyops/elements/define/pipeline-board'
import type {} from '@agencyops/elements/jsx'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'

configure({ apiUrl: API_URL, sessionUrl: '/session' })

function Pipeline() {
  const [moved, setMoved] = useState<string>()
  return (
    <>
      <h1>Pipeline</h1>
      <p className="moved" role="status">
        {moved ? `${moved} was moved.` : 'Drag a deal.'}
      </p>
      <agencyops-pipeline-board onagencyops-deal-moved={({ detail }) => setMoved(detail.deal.name)} />
    </>
  )
}

createRoot(document.querySelector('#app') as Element).render(
  <StrictMode>
    <Pipeline />
  </StrictMode>,
)
