/** Hands a file to the reader, as a download. */
export function download(name: string, content: Blob): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(content);
	link.download = name;
	link.click();
	// The browser has begun by then.
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
