/** The camera of this phone, shown in a video on the page. */
import { decoder, type Decode } from './decoder';
import { CameraTrouble, type Camera, type NoPicture } from './scanner.svelte';

/** What the browser calls it, and what it means to the person. */
const TROUBLES: Record<string, NoPicture> = {
	NotAllowedError: 'denied',
	SecurityError: 'denied',
	NotFoundError: 'none',
	OverconstrainedError: 'none',
	NotReadableError: 'busy',
	AbortError: 'busy',
};
const BACK = { video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false };

/** Rejects with a `CameraTrouble`. */
export async function openCamera(video: HTMLVideoElement): Promise<Camera> {
	if (!isSecureContext) throw new CameraTrouble('insecure');
	if (!('mediaDevices' in navigator)) throw new CameraTrouble('none');
	const decode = await loaded();
	const stream = await asked();
	video.srcObject = stream;
	const stop = () => {
		for (const track of stream.getTracks()) track.stop();
		video.srcObject = null;
	};
	try {
		await video.play();
	} catch (cause) {
		stop();
		throw new CameraTrouble('busy', { cause });
	}
	return { look: () => decode(video), stop };
}

async function loaded(): Promise<Decode> {
	try {
		return await decoder();
	} catch (cause) {
		throw new CameraTrouble('unloadable', { cause });
	}
}

async function asked(): Promise<MediaStream> {
	try {
		return await navigator.mediaDevices.getUserMedia(BACK);
	} catch (cause) {
		throw new CameraTrouble(TROUBLES[(cause as DOMException).name] ?? 'busy', { cause });
	}
}
