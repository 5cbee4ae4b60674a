/** What fingers, a double tap and the wheel make of a photo's nearness. */
import { movedBy, toggled, zoomedBy, type Frame, type Point, type Zoom } from './zoom';

interface Given {
	zoom: () => Zoom;
	/** `swift`: a finger leads it, so it follows at once. */
	set: (zoom: Zoom, swift: boolean) => void;
}

/** Two taps within this time, and this near to each other, are one double tap. */
const TWICE = 300;
const NEARBY = 40;
/** Further than this, a finger did not tap. */
const STILL = 10;
const WHEEL = 500;

export class Fingers {
	readonly #given: Given;
	readonly #down = new Map<number, Point>();
	#tapped: (Point & { at: number }) | undefined;
	#began: Point | undefined;

	constructor(given: Given) {
		this.#given = given;
	}

	readonly down = (event: PointerEvent): void => {
		const point = pointOf(event);
		this.#down.set(event.pointerId, point);
		this.#began = this.#down.size === 1 ? point : undefined;
		if (this.#down.size > 1 || this.#given.zoom().scale > 1) hold(event);
	};

	readonly move = (event: PointerEvent): void => {
		const before = this.#down.get(event.pointerId);
		if (!before) return;
		const now = pointOf(event);
		const zoom = this.#given.zoom();
		const [other] = [...this.#down].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
		this.#down.set(event.pointerId, now);
		const frame = frameOf(event);
		if (other) this.#given.set(pinched(zoom, before, now, other, frame), true);
		else if (zoom.scale > 1) {
			this.#given.set(movedBy(zoom, { x: now.x - before.x, y: now.y - before.y }, frame), true);
		}
	};

	readonly up = (event: PointerEvent): void => {
		if (!this.#down.delete(event.pointerId) || event.type === 'pointercancel') return;
		const point = pointOf(event);
		const still = this.#began && distance(this.#began, point) < STILL;
		this.#began = undefined;
		if (!still) return;
		if (this.#isSecond(point, event.timeStamp))
			this.#given.set(toggled(this.#given.zoom(), point, frameOf(event)), false);
	};

	/** Whether this is the second of two taps. */
	#isSecond(point: Point, at: number): boolean {
		const before = this.#tapped;
		const second = before !== undefined && at - before.at < TWICE && distance(before, point) < NEARBY;
		this.#tapped = second ? undefined : { ...point, at };
		return second;
	}

	/** Two fingers on a pad come as a wheel with the control key. */
	readonly wheel = (event: WheelEvent): void => {
		const zoom = this.#given.zoom();
		if (!event.ctrlKey && zoom.scale === 1) return;
		event.preventDefault();
		const frame = frameOf(event);
		if (event.ctrlKey)
			this.#given.set(zoomedBy(zoom, Math.exp(-event.deltaY / WHEEL), pointOf(event), frame), true);
		else this.#given.set(movedBy(zoom, { x: -event.deltaX, y: -event.deltaY }, frame), true);
	};
}

function pinched(zoom: Zoom, before: Point, now: Point, other: Point, frame: Frame): Zoom {
	const factor = distance(now, other) / Math.max(1, distance(before, other));
	return zoomedBy(zoom, factor, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, frame);
}

const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);

type At = MouseEvent & { currentTarget: EventTarget | null };

/** From the middle of the frame. */
function pointOf(event: At): Point {
	const { left, top, width, height } = boxOf(event);
	return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
}

function frameOf(event: At): Frame {
	const { width, height } = boxOf(event);
	return { width, height };
}

const boxOf = ({ currentTarget }: At) => (currentTarget as Element).getBoundingClientRect();

/** From now on it is told of this finger wherever that goes. */
function hold(event: PointerEvent): void {
	(event.currentTarget as Element).setPointerCapture(event.pointerId);
}
