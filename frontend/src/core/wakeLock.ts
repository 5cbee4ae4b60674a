/** Keeps the screen on while something is held up to be read, where the phone lets us. Returns the way to stop. */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | undefined;
	let over = false;
	const ask = async () => {
		if (document.visibilityState === 'hidden' || !('wakeLock' in navigator)) return;
		lock = await navigator.wakeLock.request('screen').catch(() => undefined);
		if (over) void lock?.release();
	};
	// The lock is lost when the page is hidden, and may be had again afterwards.
	const heed = () => void ask();
	document.addEventListener('visibilitychange', heed);
	void ask();
	return () => {
		over = true;
		document.removeEventListener('visibilitychange', heed);
		void lock?.release();
	};
}
