import { isObject, parseJson } from '../azure';
import type { Ports } from '../cli';
import { exportArm, readBicep } from '../iac';

/** What the terminal borrows of the room that knows other languages: Bicep as a template, and a group as one. */
export const iacPorts: Ports = {
	readBicep: (files, path) => {
		const read = readBicep(files, path);
		return read.ok ? read : { ok: false, message: read.message };
	},
	exportArm: (world, scope) => {
		const template = parseJson(exportArm(world, scope).files['main.json']);
		return isObject(template) ? template : {};
	},
};
