/**
 * Finds QR codes in a picture: by the browser itself where it can, else by a small reader in plain JavaScript, which is
 * loaded only then. No WebAssembly, so the page's content policy stays as strict as it is.
 */
export type Decode = (video: HTMLVideoElement) => Promise<string | undefined>;

interface Detector {
	detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}
interface Detectors {
	new (options: { formats: string[] }): Detector;
	getSupportedFormats: () => Promise<string[]>;
}

/** A picture this wide shows a ticket at arm's length well enough; more only takes longer. */
const WIDEST = 800;

export async function decoder(): Promise<Decode> {
	return (await browsers()) ?? ours();
}

async function browsers(): Promise<Decode | undefined> {
	const Detector = (globalThis as { BarcodeDetector?: Detectors }).BarcodeDetector;
	// Some browsers have it in name only: without the formats, or without the service behind it.
	const formats = (await Detector?.getSupportedFormats().catch(() => [])) ?? [];
	if (!Detector || !formats.includes('qr_code')) return undefined;
	const detector = new Detector({ formats: ['qr_code'] });
	return async (video) => (await detector.detect(video))[0]?.rawValue;
}

async function ours(): Promise<Decode> {
	const { default: decodeQR } = await import('qr/decode.js');
	const canvas = document.createElement('canvas');
	const drawing = canvas.getContext('2d', { willReadFrequently: true });
	return (video) => {
		const scale = Math.min(1, WIDEST / video.videoWidth);
		const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
		if (!drawing || width === 0) return Promise.resolve(undefined);
		if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
		drawing.drawImage(video, 0, 0, width, height);
		return Promise.resolve(found(() => decodeQR(drawing.getImageData(0, 0, width, height))));
	};
}

/** It throws when there is no code in the picture, which is most of the time. */
function found(look: () => string): string | undefined {
	try {
		return look();
	} catch {
		return undefined;
	}
}
