/** What the analyzer reads. It leaves the package's own manifest alone. */
export default {
  globs: ['src/**/agencyops-*.ts'],
  exclude: ['src/**/*.test.ts'],
  litelement: true,
  packagejson: false,
}
