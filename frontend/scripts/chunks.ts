import { resolve } from 'node:path';

interface Graph {
	getModuleInfo: (
		id: string,
	) => { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
}

const ENTRY = resolve('src/main.ts');
const DESKS = ['src/desk', 'src/moderation/desk', 'src/moderation/rules', 'src/moderation/settings'].map(
	(folder) => resolve(folder) + '/',
);
const HOSTS = ['src/panels/door/', 'src/panels/console/'].map((folder) => resolve(folder));
const SCANNER = 'qr/decode.js';
const LIVE = resolve('src/core/socket.ts');
/** Svelte names them beside what the first view asks for; only other pages use them. */
const NAMED_BESIDE = /svelte\/src\/reactivity\/(set|map)\.js$/;

/** From the ground up: a part takes what it stands on along, unless an earlier one has it. */
const PARTS = ['first', 'pages', 'live', 'hosts', 'desk', 'scanner'];

/**
 * Few files, each whole: what the first view needs, every other page of a reader, the live connection, the pages of those
 * who run panels, the organiser's and the moderators' desk, and what reads QR codes. A phone in a crowded hall pays for each file it asks for,
 * more than for its bytes.
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
	add(
		'first',
		reachable((id) => now(id).filter((next) => !NAMED_BESIDE.test(next))),
	);
	const without = (...others: ((id: string) => boolean)[]) =>
		reachable((id) => ever(id).filter((next) => !others.some((other) => other(next))));
	add(
		'pages',
		without(isDesk, isHosts, isScanner, (id) => id === LIVE),
	);
	add('live', reachable(now, LIVE));
	add('hosts', without(isDesk, isScanner));
	add('desk', without(isScanner));
	add('scanner', reachable(ever));
	return parts;
}

const isDesk = (id: string) => DESKS.some((folder) => id.startsWith(folder));
const isHosts = (id: string) => HOSTS.some((folder) => id.startsWith(folder));
const isScanner = (id: string) => id.endsWith(SCANNER);

function reachable(nextOf: (id: string) => readonly string[], from = ENTRY): Set<string> {
	const found = new Set([from]);
	for (const id of found) for (const next of nextOf(id)) found.add(next);
	return found;
}
