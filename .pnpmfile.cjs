// The API reference is one prebuilt browser file; what its npm package depends on (270 packages) is bundled in it already.
module.exports = {
  hooks: {
    readPackage(pkg) {
      if (pkg.name === '@scalar/api-reference') pkg.dependencies = {}
      return pkg
    },
  },
}
