"use strict";

// A published package.json says what its users need: development dependencies and scripts are this workspace's own.
module.exports = {
  hooks: {
    beforePacking({ devDependencies: _, scripts: __, ...manifest }) {
      return manifest;
    },
  },
};
