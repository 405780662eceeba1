import { configure } from '@agencyops/elements'
import { PipelineBoard } from '@agencyops/elements/react'
import { useState } from 'react'
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
      <PipelineBoard onDealMoved={({ detail }) => setMoved(detail.deal.name)} />
    </>
  )
}

createRoot(document.querySelector('#app') as Element).render(<Pipeline />)
