// A visit: the session that a magic link opened, and its renewal. All of it is gone with the page.

export class Refusal extends Error {
  constructor(message, code) {
    super(message)
    this.code = code
  }
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function ask(url, options) {
  const response = await fetch(url, { ...options, cache: 'no-store' }).catch(() => {
    throw new Refusal('The server cannot be reached at the moment.')
  })
  const body = await response.json().catch(() => ({}))
  if (!response.ok) throw new Refusal(body.title ? `${body.title}.` : 'The server has a difficulty.', body.code)
  return body
}

const post = (url, body, key) =>
  ask(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  })

// Pressed again after a lost answer, the same request is no second use of the link.
const openingKey = newKey()

/** Uses the link up. */
export async function openVisit(apiUrl, secret) {
  const sessions = `${apiUrl}/v1/public/portal_sessions`
  let session = await post(sessions, { link_secret: secret }, openingKey)
  let renewalKey = newKey()
  let renewing
  let handedOut = false

  const renew = () => {
    renewing ??= post(`${sessions}/renew`, { renewal_token: session.renewal_token }, renewalKey)
      .then((next) => {
        session = next
        renewalKey = newKey()
        return next
      })
      .finally(() => {
        renewing = undefined
      })
    return renewing
  }

  const get = (path) => ask(`${apiUrl}${path}`, { headers: { Authorization: `Bearer ${session.token}` } })

  return {
    get session() {
      return session
    },
    /** For components: they ask when they begin, and again before their session ends. */
    fetchSession() {
      if (handedOut) return renew()
      handedOut = true
      return Promise.resolve(session)
    },
    async read(path) {
      try {
        return await get(path)
      } catch (error) {
        if (error.code !== 'session_expired') throw error
        await renew()
        return get(path)
      }
    },
  }
}
