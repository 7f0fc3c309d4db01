import type { Measure } from './element';

/** Measures names as they are drawn. */
export function makeRuler(): Measure {
	const context = document.createElement('canvas').getContext('2d');
	return (text, font) => {
		if (!context) return text.length * 8;
		context.font = font;
		return context.measureText(text).width;
	};
}
