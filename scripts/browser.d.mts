export const browserArguments: string[]
export function installedBrowser(): string | undefined
export function browserExecutable(): Promise<string>
