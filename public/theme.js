// Applies the remembered theme before anything is painted. Blocked storage means the system's own.
try {
	const theme = localStorage.getItem('keyless.theme');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {}
