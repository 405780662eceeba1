export const browserArguments: string[]
export function installedBrowser(): string | undefined
export function browserEnvironment(): Promise<Record<string, string>>
