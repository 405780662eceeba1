/** Writes the table of settings into the README. A test holds the two together. */
import { readFileSync, writeFileSync } from 'node:fs'
import { settingsAsMarkdown } from '../src/config/settings.ts'

const file = new URL('../../../README.md', import.meta.url)
const between = /(<!-- configuration -->\n)[\s\S]*?(<!-- \/configuration -->)/
writeFileSync(
  file,
  readFileSync(file, 'utf8').replace(between, (_, open, close) => `${open}${settingsAsMarkdown()}\n${close}`),
)
