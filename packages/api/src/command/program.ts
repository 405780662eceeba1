/** Commands and options. What a command does is loaded when it is asked for. */
import { Command, Option } from 'commander'
import { packageVersion } from '../config/package-files.ts'
import { settingsAsText } from '../config/settings.ts'
import { createOutput } from './output.ts'

const HEAD = 'Usage: agencyops <command> [options]'
const FOOT = 'Each takes --help, --json. Exit: 0 done, 1 failed, 2 wrong usage'

export function createProgram(): Command {
  const program = new Command('agencyops')
    .version(packageVersion())
    .exitOverride()
    .helpCommand(false)
    .showHelpAfterError('Try agencyops --help.')
    .configureHelp({
      formatHelp: (command, helper) => (command.parent ? longHelp(command, helper) : shortHelp(command)),
    })

  add(program, 'dev', 'serve with embedded database and demo').action(async (_, command: Command) =>
    (await import('./dev.ts')).dev(outputOf(command)),
  )
  add(program, 'serve', 'API and workers on DATABASE_URL')
    .addOption(new Option('--only <part>', 'only one of the two in this process').choices(['api', 'workers']))
    .action(async (options: { only?: 'api' | 'workers' }, command: Command) =>
      (await import('./serve.ts')).serve(options, outputOf(command)),
    )
  add(program, 'migrate', 'bring the database up to date').action(async (_, command: Command) =>
    (await import('./migrate.ts')).migrateDatabase(outputOf(command)),
  )
  add(program, 'seed', 'fill a sandbox with the demo')
    .option('--key <key>', 'a key of the sandbox to fill; without it, the demo tenant of the data folder')
    .action(async (options: { key?: string }, command: Command) =>
      (await import('./seed.ts')).seed(options, outputOf(command)),
    )
  addKeys(program)
  add(program, 'openapi', 'write the document')
    .option('--out <file>', 'write to a file instead of standard output')
    .action(async (options: { out?: string }, command: Command) =>
      (await import('./openapi.ts')).writeOpenapi(options, outputOf(command)),
    )
  addDoctor(program)
  addJobs(program)
  return program
}

function addDoctor(program: Command): void {
  add(program, 'doctor', 'recompute every stored figure')
    .option('--tenant <tenant>', 'tenant_…; all tenants and the database itself, unless told')
    .option('--limit <findings>', 'findings of a rule that are told; all are counted', '20')
    .option('--rules', 'say what holds, and look at nothing')
    .action(async (options: { tenant?: string; limit: string; rules?: boolean }, command: Command) => {
      const { doctor, explainRules } = await import('./doctor.ts')
      return options.rules ? explainRules(outputOf(command)) : doctor(options, outputOf(command))
    })
}

function addJobs(program: Command): void {
  const jobs = add(program, 'jobs', 'list and retry what failed')
  add(jobs, 'list', 'list the jobs that failed for the last time, oldest first').action(async (_, command: Command) =>
    (await import('./jobs.ts')).list(outputOf(command)),
  )
  add(jobs, 'retry', 'put failed jobs back into their queues')
    .argument('[jobs...]', 'their ids')
    .option('--all', 'all that have failed')
    .action(async (ids: string[], options: { all?: boolean }, command: Command) =>
      (await import('./jobs.ts')).retry(ids, options, outputOf(command)),
    )
}

function addKeys(program: Command): void {
  const keys = add(program, 'keys', 'create, list, rotate, revoke')
  const ofTenant = (name: string, description: string) =>
    add(keys, name, description).option('--tenant <tenant>', 'tenant_…; the only one there is, unless told')

  ofTenant('create', 'mint a key of a tenant, or make a platform with its key')
    .option('--name <name>', 'what the key is for', 'made by the command')
    .option('--scopes <scopes>', 'with commas between: deals:read,deals:write; all that a key may have, unless told')
    .option('--platform <name>', 'make a platform of this name instead, as the owner of the database')
    .action(async (options: { tenant?: string; name: string; scopes?: string; platform?: string }, command: Command) =>
      (await import('./keys.ts')).create(options, outputOf(command)),
    )
  ofTenant('list', 'list the keys of a tenant, never their secrets').action(
    async (options: { tenant?: string }, command: Command) =>
      (await import('./keys.ts')).list(options, outputOf(command)),
  )
  ofTenant('rotate', 'give a key a new secret; the old one lives on for an overlap')
    .argument('<key>', 'api_key_…')
    .option('--overlap <seconds>', 'how long the old secret stays good', '86400')
    .action(async (id: string, options: { tenant?: string; overlap: string }, command: Command) =>
      (await import('./keys.ts')).rotate(id, options, outputOf(command)),
    )
  ofTenant('revoke', 'end a key, and all that it minted')
    .argument('<key>', 'api_key_…')
    .action(async (id: string, options: { tenant?: string }, command: Command) =>
      (await import('./keys.ts')).revoke(id, options, outputOf(command)),
    )
}

function add(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option('--json', 'answer in JSON, for programs')
    .helpCommand(false)
    .exitOverride()
}

const outputOf = (command: Command) => createOutput(command.optsWithGlobals<{ json?: boolean }>().json === true)

function shortHelp(program: Command): string {
  const lines = program.commands.map((command) => `  ${command.name().padEnd(9)}${command.description()}`)
  return [HEAD, ...lines, FOOT, '', 'Settings are environment variables:', settingsAsText(), ''].join('\n')
}

function longHelp(command: Command, helper: ReturnType<Command['createHelp']>): string {
  const terms = (title: string, entries: [string, string][]) =>
    entries.length === 0 ? [] : ['', title, ...entries.map(([term, text]) => `  ${term.padEnd(22)}${text}`)]
  return [
    `Usage: ${helper.commandUsage(command)}`,
    helper.commandDescription(command),
    ...terms(
      'Commands:',
      helper.visibleCommands(command).map((one) => [one.name(), one.description()]),
    ),
    ...terms(
      'Arguments:',
      helper.visibleArguments(command).map((one) => [one.name(), one.description]),
    ),
    ...terms(
      'Options:',
      helper.visibleOptions(command).map((one) => [helper.optionTerm(one), helper.optionDescription(one)]),
    ),
    '',
  ].join('\n')
}
