// The demo page in the browser: what a host's own page would do, and the switches to try it under.

const root = document.documentElement
const frames = [...document.querySelectorAll('.frame')]
const told = document.querySelector('#told')

// --- choices: they stand in the address, so that a second window begins alike

const choices = {
  theme: (value) => {
    root.dataset.theme = value
  },
  width: (value) => {
    root.dataset.width = value
  },
  lang: (value) => {
    root.dataset.lang = value
    for (const frame of frames) {
      frame.lang = value
      frame.dir = value === 'ar' ? 'rtl' : 'ltr'
      // A component reads the language of its page as it is drawn.
      for (const component of frame.children) component.requestUpdate?.()
    }
  },
}

const dark = matchMedia('(prefers-color-scheme: dark)').matches
const first = { theme: dark ? 'dark' : 'light', width: 'wide', lang: 'en' }

function restore() {
  const asked = new URLSearchParams(location.search)
  for (const [name, apply] of Object.entries(choices)) {
    const inputs = [...document.querySelectorAll(`input[name=${name}]`)]
    const chosen =
      inputs.find(({ value }) => value === asked.get(name)) ?? inputs.find((one) => one.value === first[name])
    chosen.checked = true
    apply(chosen.value)
    for (const input of inputs) input.addEventListener('change', () => choose(name, input.value))
  }
}

function choose(name, value) {
  choices[name](value)
  const address = new URL(location.href)
  address.searchParams.set(name, value)
  history.replaceState(null, '', address)
}

// --- what the host's page does

function listen() {
  for (const frame of frames) {
    const output = frame.closest('.piece').querySelector('output')
    for (const type of frame.dataset.events.split(' ')) {
      frame.addEventListener(type, ({ detail }) => {
        const about = detail.deal?.name ?? detail.approval?.status ?? detail.title ?? ''
        output.textContent = about ? `${type} · ${about}` : type
      })
    }
  }
}

// --- buttons

function offerCopies() {
  for (const button of document.querySelectorAll('.copy')) {
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.closest('.code').querySelector('code').textContent)
      button.textContent = 'Copied'
      told.textContent = 'Copied to the clipboard.'
      setTimeout(() => {
        button.textContent = 'Copy'
        told.textContent = ''
      }, 2000)
    })
  }
}

function offerSecondWindow() {
  document.querySelector('.second').addEventListener('click', () => {
    const { availWidth, availHeight, availLeft = 0, availTop = 0 } = screen
    const width = Math.max(420, Math.floor(availWidth / 2))
    const place = `left=${availLeft + availWidth - width},top=${availTop},width=${width},height=${availHeight}`
    open(location.href, 'agencyops-demo-second', `popup,${place}`)
  })
}

async function loadComponents() {
  try {
    await import('../assets/agencyops.js')
  } catch {
    for (const frame of frames) {
      const note = document.createElement('p')
      note.className = 'missing'
      note.textContent = 'The components have not been built: run npm run build, then load this page again.'
      frame.replaceChildren(note)
    }
  }
}

restore()
listen()
offerCopies()
offerSecondWindow()
loadComponents()
