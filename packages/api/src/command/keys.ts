import { keyScopes, type Scope } from '@agencyops/schema'
import { collectReactions } from '../app.ts'
import { type Config, readConfig } from '../config/config.ts'
import { createPlatform } from '../db/platforms.ts'
import { createKey, findTenant, listKeys, revokeKey, rotateKey } from '../modules/governance/index.ts'
import { systemClock } from '../primitives/machine-clock.ts'
import { openFolder } from '../server/data-folder.ts'
import { openServed } from '../server/open-served.ts'
import { Failure, wrongUsage } from './failure.ts'
import type { Output } from './output.ts'

interface OfTenant {
  tenant?: string
}

type Tools = Parameters<typeof listKeys>[0]

const ONCE = 'It is shown this once:'

/** Mints a key of a tenant, or makes a platform with its key. */
export async function create(
  options: OfTenant & { name: string; scopes?: string; platform?: string },
  output: Output,
): Promise<void> {
  if (options.platform !== undefined) return makePlatform(options.platform, output)
  const scopes = options.scopes === undefined ? undefined : readScopes(options.scopes)
  await withTenant(options, async (tools, tenantId) => {
    const key = await createKey(tools, tenantId, { name: options.name, ...(scopes && { scopes }) })
    output.result(key, [`${key.id} was made. ${ONCE}`, key.secret])
  })
}

/** Lists keys, newest first, without secrets. */
export async function list(options: OfTenant, output: Output): Promise<void> {
  await withTenant(options, async (tools, tenantId) => {
    const keys = await listKeys(tools, tenantId)
    output.result(
      { data: keys },
      keys.length === 0
        ? ['There are no keys.']
        : keys.map(({ id, name, revoked_at, expires_at, last_used_at }) => {
            const state = revoked_at ? 'revoked' : expires_at ? `until ${expires_at}` : 'good'
            return `${id}  ${state}  ${last_used_at ? `last used ${last_used_at}` : 'never used'}  ${name}`
          }),
    )
  })
}

/** Gives a key a new secret; the old one stays good for the overlap. */
export async function rotate(id: string, options: OfTenant & { overlap: string }, output: Output): Promise<void> {
  if (!/^\d{1,7}$/.test(options.overlap))
    throw wrongUsage(`--overlap is a number of seconds, not "${options.overlap}".`)
  checkKeyId(id)
  await withTenant(options, async (tools, tenantId) => {
    const key = await rotateKey(tools, tenantId, { id, oldExpiresIn: Number(options.overlap) })
    output.result(key, [`${id} has a new secret; the old one ends in ${options.overlap} s. ${ONCE}`, key.secret])
  })
}

/** Ends a key and all that it minted. */
export async function revoke(id: string, options: OfTenant, output: Output): Promise<void> {
  checkKeyId(id)
  await withTenant(options, async (tools, tenantId) => {
    const key = await revokeKey(tools, tenantId, id)
    const minted = key.descendants === 0 ? '' : `, with ${key.descendants} that it minted`
    output.result(key, [`${id} is revoked${minted}.`])
  })
}

async function withTenant(
  { tenant: id }: OfTenant,
  work: (tools: Tools, tenantId: number) => Promise<void>,
): Promise<void> {
  if (id !== undefined && !isId('tenant', id)) throw wrongUsage(`--tenant takes an id tenant_…, not "${id}".`)
  const { database, close } = await openServed(readConfig(process.env))
  try {
    const tenant = await findTenant({ database }, id)
    if (!tenant) {
      throw id === undefined
        ? wrongUsage('Name the tenant: --tenant tenant_… (there is not exactly one).')
        : new Failure(`There is no tenant ${id}.`)
    }
    await work({ database, reactions: collectReactions() }, tenant.id)
  } finally {
    await close()
  }
}

async function makePlatform(name: string, output: Output): Promise<void> {
  const { keySecret } = await asOwner(readConfig(process.env), (target) =>
    createPlatform(target, name, systemClock.now()),
  )
  output.result({ name, secret: keySecret }, [`The platform ${name} was made. ${ONCE}`, keySecret])
}

async function asOwner<T>(
  config: Config,
  work: (target: Parameters<typeof createPlatform>[0]) => Promise<T>,
): Promise<T> {
  if (config.databaseOwnerUrl) return work({ ownerUrl: config.databaseOwnerUrl })
  if (config.databaseUrl) throw wrongUsage('Set DATABASE_OWNER_URL: only the owner of the database makes platforms.')
  const { pglite, close } = await openFolder(config.dataDir)
  try {
    return await work({ pglite })
  } finally {
    await close()
  }
}

function readScopes(text: string): Scope[] {
  const scopes = text.split(',').map((scope) => scope.trim())
  for (const scope of scopes) {
    if (!(keyScopes as readonly string[]).includes(scope))
      throw wrongUsage(`There is no scope "${scope}" that a key may have.`)
  }
  return scopes as Scope[]
}

function checkKeyId(id: string): void {
  if (!isId('api_key', id)) throw wrongUsage(`A key is named by its id api_key_…, not "${id}".`)
}

const isId = (prefix: string, id: string) => new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`).test(id)
