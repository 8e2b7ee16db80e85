import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import { forbidden } from './import-rules.ts'
import { root } from './paths.ts'

/** The imports of a source tree, types included, checked against the rules. */
export async function readImports(folder = root, paths: readonly string[] = sources): Promise<ICruiseResult> {
  const { output } = await cruise([...paths], {
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden } as IFlattenedRuleSet,
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules'] },
    enhancedResolveOptions: { extensions: ['.ts', '.vue', '.mjs', '.js'] },
  })
  return output as ICruiseResult
}

export const sources = ['src-main', 'src-preload', 'src-renderer', 'src-shared', 'test/workbench']
