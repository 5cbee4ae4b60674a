import { resolve } from 'node:path';

interface Graph {
	getModuleInfo: (id: string) => { importedIds: readonly string[] } | null;
}

const ENTRY = resolve('src/main.ts');

/** Everything the first view needs travels in one file; names the chunk of a module that belongs to it. */
export function firstView() {
	let needed: Set<string> | undefined;
	return (id: string, graph: Graph): string | null => {
		needed ??= reachable(ENTRY, graph);
		return needed.has(id) ? 'first' : null;
	};
}

function reachable(entry: string, graph: Graph): Set<string> {
	const found = new Set([entry]);
	for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next);
	return found;
}
