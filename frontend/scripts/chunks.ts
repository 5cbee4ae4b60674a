import { resolve } from 'node:path';

interface Graph {
	getModuleInfo: (
		id: string,
	) => { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
}

const ENTRY = resolve('src/main.ts');
const DESK = resolve('src/desk');

/** From the ground up: a part takes what it stands on along, unless an earlier one has it. */
const PARTS = ['first', 'pages', 'desk'];

/**
 * Few files, each whole: what the first view needs, every other page of a reader, and the organiser's desk. A phone in a
 * crowded hall pays for each file it asks for, more than for its bytes.
 */
export function chunks() {
	let parts: Map<string, string> | undefined;
	return PARTS.map((part, place) => ({
		debugName: part,
		priority: PARTS.length - place,
		name(id: string, graph: Graph): string | null {
			parts ??= partsOf(graph);
			return parts.get(id) === part ? part : null;
		},
	}));
}

function partsOf(graph: Graph): Map<string, string> {
	const now = (id: string) => graph.getModuleInfo(id)?.importedIds ?? [];
	const ever = (id: string) => [...now(id), ...(graph.getModuleInfo(id)?.dynamicallyImportedIds ?? [])];
	const parts = new Map<string, string>();
	const add = (name: string, ids: Iterable<string>) => {
		for (const id of ids) if (!parts.has(id)) parts.set(id, name);
	};
	add('first', reachable(now));
	add(
		'pages',
		reachable((id) => ever(id).filter((next) => !next.startsWith(DESK))),
	);
	add('desk', reachable(ever));
	return parts;
}

function reachable(nextOf: (id: string) => readonly string[]): Set<string> {
	const found = new Set([ENTRY]);
	for (const id of found) for (const next of nextOf(id)) found.add(next);
	return found;
}
