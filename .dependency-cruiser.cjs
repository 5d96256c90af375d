/**
 * Who may import whom: the table of docs/architecture.md, for imports by value and by type.
 * A line of the table is one rule: `from` may reach only what `to` names.
 */

const feature = '^src/renderer/features/([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means two files that can only be understood together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^electron$|\\?(url|worker|raw)' },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared runs in every process: no Node, no DOM library, no electron, nothing of a process.',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/shared/|^node_modules/(zod|canonicalize)/' },
    },
    {
      name: 'preload-only-contract',
      severity: 'error',
      from: { path: '^src/main/preload/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/shared/contract/|^src/main/preload/' },
    },
    {
      name: 'main-only-shared',
      comment: 'The in-process core of tests is handed in by tests/support, not imported by main.',
      severity: 'error',
      from: { path: '^src/main/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(shared|main)/' },
    },
    {
      name: 'nobody-imports-preload',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/preload/|\\.test\\.tsx?$' },
      to: { path: '^src/main/preload/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-only-shared',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(shared|core)/' },
    },
    {
      name: 'renderer-only-shared',
      comment: 'The type of the preload bridge is the one thing the renderer takes from main.',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/', pathNot: '^src/(shared|renderer)/' },
    },
    {
      name: 'renderer-no-node',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: '\\.test\\.tsx?$|vite\\.config\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'central-only-model-protocol-errors',
      severity: 'error',
      from: { path: '^src/central/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(shared/(model|protocol|errors)|central)/' },
    },
    {
      name: 'feature-by-its-index',
      comment: "A renderer feature reaches another one through that one's index.ts only.",
      severity: 'error',
      from: { path: feature },
      to: {
        path: '^src/renderer/features/',
        pathNot: ['^src/renderer/features/$1/', '^src/renderer/features/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      from: { path: '^src/renderer/ui/' },
      to: { path: '^src/renderer/(features|app)/' },
    },
    {
      name: 'electron-in-its-place',
      comment: 'electron only in main, preload and the one core port file.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/|^src/core/ports/parent-port\\.ts$' },
      to: { path: '^electron$|(^|/)node_modules/electron/' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { path: '^(src|scripts)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^tests/|\\.test\\.tsx?$|^bench/' },
    },
    {
      name: 'no-undeclared-package',
      comment: 'The product may only use what a production installation brings.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$|vite\\.config\\.ts$' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/(electron|@types)/',
      },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts'],
    },
  },
};
