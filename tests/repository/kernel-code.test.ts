// What is asked of the kernel's code; no linter reads AssemblyScript, whose functions have decorators.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const MOST_LINES = 80;
const MOST_PARAMETERS = 10;
const MOST_FIELDS = 25;
const LARGEST_ROOM = 0.22;
const LARGEST_CIRCLE = 2;
/** Takes the rows of the fine operator one by one. */
const ROWS = "numerics/scalar/rows.ts";

const ASSEMBLY = new URL("../../assembly/", import.meta.url);
const sources = new Map(
  (readdirSync(ASSEMBLY, { recursive: true }) as string[])
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => {
      const text = readFileSync(new URL(name, ASSEMBLY), "utf8");
      return [name, ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)] as const;
    }),
);

/** The folder of a file; each solver of numerics/ is a room of its own, so is the front of the house. */
const roomOf = (name: string) => dirname(name);

function inside(node: ts.Node): ts.Node[] {
  const all = [node];
  ts.forEachChild(node, (child) => {
    all.push(...inside(child));
  });
  return all;
}

/** What `find` says of the nodes of every file, each with its file. */
function found(find: (node: ts.Node, file: string) => string | undefined): string[] {
  return [...sources].flatMap(([file, source]) =>
    inside(source).flatMap((node) => {
      const what = find(node, file);
      return what === undefined ? [] : [`${file}: ${what}`];
    }),
  );
}

type Function = ts.FunctionDeclaration | ts.MethodDeclaration;
const isFunction = (node: ts.Node): node is Function =>
  ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node);
const nameOf = (node: Function | ts.ClassDeclaration) => node.name!.getText();

/** Names that the nodes declare and `scope` does not use; a name of underscores says that it is not used. */
function unused(scope: ts.Node, declares: (node: ts.Node) => boolean): string[] {
  const all = inside(scope);
  const uses = new Map<string, number>();
  for (const node of all.filter(ts.isIdentifier)) {
    uses.set(node.text, (uses.get(node.text) ?? 0) + 1);
  }
  return all
    .filter(declares)
    .map((node) => (node as ts.NamedDeclaration).name!.getText())
    .filter((name) => uses.get(name) === 1 && !/^_+$/.test(name));
}

const imports = new Map(
  [...sources].map(([file, source]) => [
    file,
    source.statements
      .filter((s) => ts.isImportDeclaration(s) || ts.isExportDeclaration(s))
      .flatMap(({ moduleSpecifier: from }) =>
        from && ts.isStringLiteral(from) ? [join(dirname(file), `${from.text}.ts`)] : [],
      ),
  ]),
);

/** Files that reach each other by imports, in groups of two and more. */
function circles(): string[][] {
  const reach = (from: string) => {
    const seen = new Set<string>();
    const open = [...imports.get(from)!];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      open.push(...(imports.get(file) ?? []));
    }
    return seen;
  };
  const reached = new Map([...imports.keys()].map((file) => [file, reach(file)]));
  const grouped = new Map<string, string[]>();
  for (const file of imports.keys()) {
    const group = [...reached.get(file)!].filter((other) => reached.get(other)?.has(file)).sort();
    if (group.length > 1) grouped.set(group[0]!, group);
  }
  return [...grouped.values()];
}

/** Bytes of code, without comments and layout. */
function sizeOf(source: ts.SourceFile): number {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, undefined, source.text);
  let bytes = 0;
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) bytes += scanner.getTokenText().length;
  return bytes;
}

describe("the kernel", () => {
  it(`has no function over ${MOST_LINES} lines`, () => {
    const long = found((node) => {
      if (!isFunction(node)) return undefined;
      const lines = node.getText().split("\n").length;
      return lines > MOST_LINES ? `${nameOf(node)}, ${lines} lines` : undefined;
    });
    expect(long).toEqual([]);
  });

  it(`has no function of more than ${MOST_PARAMETERS} parameters`, () => {
    const wide = found((node, file) =>
      isFunction(node) && node.parameters.length > MOST_PARAMETERS && file !== ROWS
        ? `${nameOf(node)}, ${node.parameters.length} parameters`
        : undefined,
    );
    expect(wide).toEqual([]);
  });

  it(`has no class of more than ${MOST_FIELDS} fields`, () => {
    const large = found((node) => {
      if (!ts.isClassDeclaration(node)) return undefined;
      const fields = node.members.filter(ts.isPropertyDeclaration).length;
      return fields > MOST_FIELDS ? `${nameOf(node)}, ${fields} fields` : undefined;
    });
    expect(large).toEqual([]);
  });

  it("imports and declares nothing that it does not use", () => {
    const files = [...sources].flatMap(([file, source]) =>
      unused(source, ts.isImportSpecifier).map((name) => `${file}: imports ${name}`),
    );
    const locals = found((node) =>
      isFunction(node)
        ? unused(node, (n) => ts.isVariableDeclaration(n) || ts.isParameter(n))
            .map((name) => `${nameOf(node)} does not use ${name}`)
            .join("; ") || undefined
        : undefined,
    );
    expect([...files, ...locals]).toEqual([]);
  });

  it("exports nothing that nobody uses", () => {
    const uses = new Map<string, number>();
    for (const source of sources.values()) {
      for (const { text } of inside(source).filter(ts.isIdentifier)) {
        uses.set(text, (uses.get(text) ?? 0) + 1);
      }
    }
    const open = new Set([
      "abi.ts",
      ...imports.get("index.ts")!,
      ...imports.get("lab/index.ts")!,
      ...imports.get("lab/profile.ts")!,
    ]);
    const dead = found((node, file) => {
      if (open.has(file) || !node.parent || !ts.isSourceFile(node.parent)) return undefined;
      const named = ts.isVariableStatement(node) ? node.declarationList.declarations : [node];
      return named
        .map((one) => (one as ts.NamedDeclaration).name?.getText() ?? "")
        .find((name) => uses.get(name) === 1);
    });
    expect(dead).toEqual([]);
  });

  it("uses let and const", () => {
    const old = found((node) =>
      ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0
        ? node.getText()
        : undefined,
    );
    expect(old).toEqual([]);
  });

  it("has no circle of imports between rooms, and none of more than two files in a room", () => {
    const wrong = circles().filter(
      (files) => files.length > LARGEST_CIRCLE || new Set(files.map(roomOf)).size > 1,
    );
    expect(wrong.map((files) => files.join(" <-> "))).toEqual([]);
  });

  it(`has no room of more than ${100 * LARGEST_ROOM} % of its code`, () => {
    const rooms = new Map<string, number>();
    let all = 0;
    for (const [file, source] of sources) {
      const size = sizeOf(source);
      all += size;
      rooms.set(roomOf(file), (rooms.get(roomOf(file)) ?? 0) + size);
    }
    const large = [...rooms]
      .map(([room, size]) => [room, size / all] as const)
      .filter(([, share]) => share > LARGEST_ROOM);
    expect(large.map(([room, share]) => `${room}: ${(100 * share).toFixed(1)} %`)).toEqual([]);
  });
});
