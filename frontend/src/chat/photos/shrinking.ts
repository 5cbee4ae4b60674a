/**
 * A photo made smaller on the phone before it is sent: a fifth of the bytes, and its place never leaves the phone. What the
 * phone cannot read itself (HEIC in most browsers) is sent as it is; the server does the same again in any case.
 */

/** As large as anything is shown. */
const LONGEST = 2_048;
const QUALITY = 0.85;
/** What the server takes at most. */
export const MOST_MEGABYTES = 20;
const READ = /^image\/(jpeg|pjpeg|png|webp|avif|heic|heif)(-sequence)?$/;
const HEIC = /\.(heic|heif)$/i;

export interface Shrunk {
	file: Blob;
	name: string;
	width: number;
	height: number;
}

export type Unfit = 'notAPhoto' | 'moving' | 'tooLarge';

/** Why this cannot be a photo, as far as a phone can tell without reading it. */
export function unfit({ type, name }: Pick<File, 'type' | 'name'>): Unfit | undefined {
	if (type === 'image/gif') return 'moving';
	return READ.test(type) || (type === '' && HEIC.test(name)) ? undefined : 'notAPhoto';
}

export async function shrunk(file: File): Promise<Shrunk> {
	const asItIs = { file, name: file.name || 'photo', width: 0, height: 0 };
	const picture = await read(file);
	if (!picture) return asItIs;
	const [width, height] = fitted(picture.width, picture.height);
	try {
		const made = await drawn(picture, width, height);
		return made ? { file: made, name: named(made), width, height } : { ...asItIs, width, height };
	} finally {
		picture.close();
	}
}

/** The largest size of these proportions that is sent. */
export function fitted(width: number, height: number): [number, number] {
	const scale = Math.min(1, LONGEST / Math.max(width, height));
	return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** Upright, or nothing where the phone cannot read it. */
async function read(file: File): Promise<ImageBitmap | undefined> {
	try {
		return await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch {
		return undefined;
	}
}

async function drawn(picture: ImageBitmap, width: number, height: number): Promise<Blob | undefined> {
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [width, height];
	const pen = canvas.getContext('2d');
	if (!pen) return undefined;
	pen.imageSmoothingQuality = 'high';
	pen.drawImage(picture, 0, 0, width, height);
	const webp = await encoded(canvas, 'image/webp');
	if (webp?.type === 'image/webp') return webp;
	// Where no WebP is written, what was clear would come out black.
	pen.globalCompositeOperation = 'destination-over';
	pen.fillStyle = 'white';
	pen.fillRect(0, 0, width, height);
	return encoded(canvas, 'image/jpeg');
}

function encoded(canvas: HTMLCanvasElement, type: string): Promise<Blob | undefined> {
	return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), type, QUALITY));
}

const named = ({ type }: Blob) => (type === 'image/webp' ? 'photo.webp' : 'photo.jpg');
