import { readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import ts from "typescript"

/** One import of a source file: its target in this repository, and whether only types cross. */
export type Import = { target: string; typeOnly: boolean }

/** A source file with what it imports, its exported names, and whether it starts the browser's half. */
export type SourceFile = { file: string; imports: Import[]; exports: string[]; isClient: boolean }

const SOURCE = /\.(tsx?|mjs|js)$/

export function listFiles(entry: string): string[] {
  if (statSync(entry).isFile()) return SOURCE.test(entry) ? [entry] : []
  if (entry.endsWith("generated")) return []
  return readdirSync(entry).flatMap((name) => listFiles(path.posix.join(entry, name)))
}

/** Parses the given files. Imports of packages are left out. */
export function readGraph(files: string[]): Map<string, SourceFile> {
  const known = new Set(files)
  return new Map(files.map((file) => [file, readSource(file, known)]))
}

function readSource(file: string, known: Set<string>): SourceFile {
  const text = readFileSync(file, "utf8")
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const imports: Import[] = []
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    const target = specifier && ts.isStringLiteral(specifier) ? resolve(file, specifier.text, known) : null
    if (target) imports.push({ target, typeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return { file, imports, exports: tree.statements.flatMap(exportedNames), isClient: /^["']use client["']/.test(text) }
}

function isTypeOnly({ importClause: clause }: ts.ImportDeclaration): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  if (clause.name || !named || !ts.isNamedImports(named)) return false
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly)
}

function exportedNames(node: ts.Statement): string[] {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : []
  const has = (kind: ts.SyntaxKind) => modifiers.some((modifier) => modifier.kind === kind)
  if (!has(ts.SyntaxKind.ExportKeyword) || has(ts.SyntaxKind.DefaultKeyword)) return []
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.map(({ name }) => name.getText()).filter((name) => /^\w+$/.test(name))
  const named = node as ts.DeclarationStatement
  return named.name ? [named.name.getText()] : []
}

function resolve(file: string, specifier: string, known: Set<string>): string | null {
  const base = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? path.posix.join(path.posix.dirname(file), specifier)
      : null
  if (base === null) return null
  return [base, `${base}.ts`, `${base}.tsx`, `${base}.js`].find((candidate) => known.has(candidate)) ?? null
}

/** Groups of files that import each other in a circle, types included. */
export function findCircles(graph: Map<string, SourceFile>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []
  const visit = (file: string): void => {
    order.set(file, order.size)
    lowest.set(file, order.get(file) ?? 0)
    stack.push(file)
    for (const { target } of graph.get(file)?.imports ?? []) {
      if (!order.has(target)) visit(target)
      if (stack.includes(target)) lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(target) ?? 0))
    }
    if (lowest.get(file) !== order.get(file)) return
    const circle = stack.splice(stack.indexOf(file))
    if (circle.length > 1) circles.push(circle)
  }
  for (const file of graph.keys()) if (!order.has(file)) visit(file)
  return circles
}
