/** A line between the windows of one demo. */
export interface Line<Out> {
	say(message: Out): void;
	close(): void;
}

/** The name of the channel of a room: windows of the same room hear each other, and nobody else does. */
const nameOf = (room: string): string => `keyless.present.${room}`;

/** Opens the line of a room. What cannot be read is passed over. Without channels nothing is heard and nothing fails. */
export function openLine<Out, In>(
	room: string,
	read: (data: unknown) => In | undefined,
	hear: (message: In) => void,
): Line<Out> {
	if (typeof BroadcastChannel === 'undefined') return { say() {}, close() {} };
	const channel = new BroadcastChannel(nameOf(room));
	channel.onmessage = ({ data }: MessageEvent) => {
		const message = read(data);
		if (message !== undefined) hear(message);
	};
	return {
		say: (message) => channel.postMessage(message),
		close: () => channel.close(),
	};
}
