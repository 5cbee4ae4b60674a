/* Before the first paint: the appearance chosen on this phone, if one was. */
try {
	const theme = localStorage.getItem('fireside:theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
	/* Storage is refused here; the system's appearance stands. */
}
