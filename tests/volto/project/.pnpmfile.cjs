// The generator is here for its template, which is copied; what it runs with is not needed.
module.exports = {
  hooks: {
    readPackage: (pkg) =>
      pkg.name === "@plone/generator-volto" ? { ...pkg, dependencies: {} } : pkg,
  },
};
