import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A file of the project: its path from the root with forward slashes, and its text. */
export type SourceFile = { path: string; text: string }

export const ROOT = join(import.meta.dirname, '..', '..')

/** Files that match a pattern from the project's root, sorted. */
export function readFiles(pattern: string): SourceFile[] {
  return globSync(pattern, { cwd: ROOT })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

/** The code without its comments, so that words in an explanation are not taken for code. Line breaks stay. */
export function withoutComments(text: string): string {
  // Strings and regular expressions are matched first, because "//" inside them starts no comment.
  const parts =
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/|\/\*[\s\S]*?\*\/|\/\/.*/g
  return text.replace(parts, (part) => (/^\/[/*]/.test(part) ? part.replace(/[^\n]/g, ' ') : part))
}

/** One import of a file, static, dynamic or re-export: `target` is a path from the root, or a package's name as written. */
export type Import = { target: string; isPackage: boolean; typeOnly: boolean }

export function importsOf({ path, text }: SourceFile): Import[] {
  const code = withoutComments(text)
  const imports =
    /^\s*(import|export)\s+(type\s)?(?:[\w*{}\s,$]*?\bfrom\s*)?['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]/gm
  return [...code.matchAll(imports)].map(([, , type, fixed, dynamic]) => {
    const name = fixed ?? dynamic ?? ''
    const isPackage = !name.startsWith('.')
    return {
      target: isPackage ? name : join(dirname(path), name).replaceAll('\\', '/'),
      isPackage,
      typeOnly: type !== undefined,
    }
  })
}
