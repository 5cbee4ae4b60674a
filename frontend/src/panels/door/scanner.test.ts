import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CameraTrouble, Scanner, type Camera } from './scanner.svelte';

/** A camera that sees what it is told. */
class Eye implements Camera {
	sees: string | undefined;
	stopped = false;
	look = () => Promise.resolve(this.sees);
	stop = () => (this.stopped = true);
}

let seen: string[];
let eye: Eye;
let scanner: Scanner;
const start = () => scanner.start(() => Promise.resolve(eye));
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
	vi.useFakeTimers();
	seen = [];
	eye = new Eye();
	scanner = new Scanner((text) => seen.push(text));
	return () => vi.useRealTimers();
});

describe('a code in front of the camera', () => {
	it('is told once, however long it is held there', async () => {
		await start();
		eye.sees = 'one';
		await pass(10_000);

		expect(seen).toEqual(['one']);
	});

	it('is told again when it comes back after a while', async () => {
		await start();
		eye.sees = 'one';
		await pass(500);
		eye.sees = undefined;
		await pass(5_000);
		eye.sees = 'one';
		await pass(500);

		expect(seen).toEqual(['one', 'one']);
	});

	it('is told at once when it is another one', async () => {
		await start();
		eye.sees = 'one';
		await pass(500);
		eye.sees = 'two';
		await pass(500);

		expect(seen).toEqual(['one', 'two']);
	});

	it('does not hide that the camera failed for one picture', async () => {
		await start();
		const look = eye.look;
		eye.look = () => Promise.reject(new Error('no picture'));
		await pass(500);
		eye.look = look;
		eye.sees = 'one';
		await pass(500);

		expect(seen).toEqual(['one']);
	});
});

describe('the camera', () => {
	it('is let go when the scanner stops, and nothing is told any more', async () => {
		await start();
		scanner.stop();
		eye.sees = 'one';
		await pass(1_000);

		expect(eye.stopped).toBe(true);
		expect(seen).toEqual([]);
		expect(scanner.state).toBe('off');
	});

	it('that comes after the scanner was stopped is let go at once', async () => {
		let come: (camera: Camera) => void = () => undefined;
		const starting = scanner.start(() => new Promise((answer) => (come = answer)));
		scanner.stop();
		come(eye);
		await starting;

		expect(eye.stopped).toBe(true);
		expect(scanner.state).toBe('off');
	});

	it('that is refused is a trouble with a reason, until it is tried again', async () => {
		await scanner.start(() => Promise.reject(new CameraTrouble('denied')));
		expect([scanner.state, scanner.trouble]).toEqual(['off', 'denied']);

		await start();
		expect([scanner.state, scanner.trouble]).toEqual(['on', undefined]);
	});
});
